#include "analysis/report/findings.h"

#include "analysis/render/paragraph.h"
#include "analysis/words/typical.h"

#include <stdio.h>

static const char blank[] = "   "; /* as wide as "1. " */

/* The heaviest finding that the command helps against; the number of findings if there is none. */
static size_t most_helped(const struct findings *findings) {
    const struct trust *trust = &findings->pair->trust;
    size_t i = 0;

    while (i < trust->count && !next_cures(findings->next, &trust->findings[i]))
        i++;
    return i;
}

static size_t print_command(const struct findings *findings, const struct finding *finding,
                            bool print) {
    char text[SENTENCE_SIZE], duration[UNITS_SIZE];
    bool before = finding->warning->cure == CURE_BEFORE_TRIALS;

    snprintf(text, sizeof text, "%s%sHelps most, %s:", before ? finding->warning->advice : "",
             before ? " " : "", next_duration(duration, findings->next->seconds));
    if (print) {
        paragraph_item(blank, text, "", true);
        paragraph_line("     %s", findings->next->command);
    }
    return paragraph_item(blank, text, "", false) + 1;
}

/* Prints what helps against a finding: the command, or a sentence. */
static size_t print_help(const struct findings *findings, size_t i, bool print) {
    const struct pair_answer *pair = findings->pair;
    const struct finding *finding = &pair->trust.findings[i];
    const char *advice = finding->warning->advice;
    size_t helped = most_helped(findings);
    char text[SENTENCE_SIZE];

    if (i == helped)
        return print_command(findings, finding, print);
    if (helped < i && finding->warning->cure != CURE_BEFORE_TRIALS &&
        next_cures(findings->next, finding))
        advice = findings->next->kind == NEXT_PRESET ? "The same command avoids that."
                                                     : "The same command adds trials there.";
    if (finding->warning == &warnings[WARNING_OUTLIERS] && pair->pairing &&
        typical_sentence(&pair->answers[pair->metric], text))
        advice = text;
    return paragraph_item(blank, advice, "", print);
}

size_t findings_print(const struct findings *findings, bool print) {
    const struct trust *trust = &findings->pair->trust;
    size_t lines = 0;

    for (size_t i = 0; i < findings->shown; i++) {
        const struct finding *finding = &trust->findings[i];
        char mark[32], tag[64];

        snprintf(mark, sizeof mark, "%zu. ", i + 1);
        snprintf(tag, sizeof tag, "[%s]", finding->warning->code);
        lines += paragraph_item(mark, finding->text, tag, print);
        lines += print_help(findings, i, print);
    }
    return lines;
}
