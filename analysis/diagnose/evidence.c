#include "analysis/diagnose/evidence.h"

#include "base/err.h"
#include "base/units.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

static struct finding *next_finding(struct evidence *evidence, enum warning_code code,
                                    enum weight weight) {
    struct trust *trust = evidence->trust;
    struct finding *finding = &trust->findings[trust->count];

    ASSERT(trust->count < FINDINGS_MOST);
    trust->count++;
    *finding = (struct finding){.warning = &warnings[code], .weight = weight};
    return finding;
}

void evidence_find(struct evidence *evidence, enum warning_code code, enum weight weight, ...) {
    struct finding *finding = next_finding(evidence, code, weight);
    va_list arguments;

    va_start(arguments, weight);
    vsnprintf(finding->clause, sizeof finding->clause, finding->warning->clause, arguments);
    va_end(arguments);
    va_start(arguments, weight);
    vsnprintf(finding->text, sizeof finding->text, finding->warning->sentence, arguments);
    va_end(arguments);
}

void evidence_find_clause(struct evidence *evidence, enum warning_code code, enum weight weight,
                          const char *clause, const char *more) {
    struct finding *finding = next_finding(evidence, code, weight);

    snprintf(finding->clause, sizeof finding->clause, "%s", clause);
    snprintf(finding->text, sizeof finding->text, "%c%s%s.", toupper((unsigned char)clause[0]),
             clause + 1, more);
}

void evidence_at(struct evidence *evidence, int64_t level) {
    evidence->trust->findings[evidence->trust->count - 1].level = level;
}

void evidence_check(struct evidence *evidence, enum warning_code code) {
    evidence->trust->checked[code] = true;
}

const char *evidence_share(char text[static EVIDENCE_SHARE_SIZE], long long part, size_t whole) {
    char one[UNITS_SIZE], all[UNITS_SIZE];

    units_count(one, part);
    units_count(all, (int64_t)whole);
    if (part == 1 && whole == 1)
        snprintf(text, EVIDENCE_SHARE_SIZE, "the only trial");
    else if (part == (long long)whole)
        snprintf(text, EVIDENCE_SHARE_SIZE, "all %s trials", all);
    else
        snprintf(text, EVIDENCE_SHARE_SIZE, "%s of %s trials", one, all);
    return text;
}
