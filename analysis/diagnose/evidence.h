/* What the checks look at, and how they report what they find. */
#ifndef ANALYSIS_DIAGNOSE_EVIDENCE_H
#define ANALYSIS_DIAGNOSE_EVIDENCE_H

#include "analysis/compare/answer.h"
#include "analysis/diagnose/finding.h"
#include "analysis/diagnose/readings.h"

#include <stdbool.h>

/* Everything that the checks look at. */
struct evidence {
    const struct group *group;
    const struct answer *answer;         /* about the pair that matters most; NULL: no pair */
    const struct pairing *pairing;       /* that pair; or NULL */
    const struct comparison *comparison; /* of that pair; or NULL */
    double level;                        /* the concurrency that the answer names; NAN: none */
    struct reading *readings;
    size_t count;
    struct trust *trust;
};

/* Adds a finding to the trust. The remaining arguments are those of its clause and its sentence
 * (warnings[code], printf-like). There must be room. */
void evidence_find(struct evidence *evidence, enum warning_code code, enum weight weight, ...);

/* The same with a clause of its own; the sentence begins with it, and with a capital. `more`
 * continues the sentence: "" or text such as ": 2 within a factor of 2". */
void evidence_find_clause(struct evidence *evidence, enum warning_code code, enum weight weight,
                          const char *clause, const char *more);

/* Says that the finding just added is about one level. */
void evidence_at(struct evidence *evidence, int64_t level);

/* Says that the trials have what it takes to find something of that code. */
void evidence_check(struct evidence *evidence, enum warning_code code);

/* Returns "34 of 100 trials", or "all 105 trials". */
enum { EVIDENCE_SHARE_SIZE = 64 };
const char *evidence_share(char text[static EVIDENCE_SHARE_SIZE], long long part, size_t whole);

#endif
