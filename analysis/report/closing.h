/* The text below an answer: the rate, what it is based on, how far to trust it, the one command
 * that helps most, and what is not shown. */
#ifndef ANALYSIS_REPORT_CLOSING_H
#define ANALYSIS_REPORT_CLOSING_H

#include "analysis/dataset/selection.h"
#include "analysis/report/elsewhere.h"
#include "analysis/report/next.h"
#include "analysis/report/pair_answer.h"

enum { CLOSING_LINES_MOST = 16 };

/* A paragraph, then lines that are not broken, such as commands to paste. */
struct closing {
    char text[2 * SENTENCE_SIZE];
    char line[CLOSING_LINES_MOST][NEXT_COMMAND_SIZE + 64];
    size_t line_count;
};

/* Adds a sentence, or a part of one, to the paragraph. */
void closing_add(struct closing *closing, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a line, or nothing if there is no room. */
void closing_add_line(struct closing *closing, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds "670 concurrent tasks of 5 ms are at most 130,000 per second." if there is such a number. */
void closing_add_rate(struct closing *closing, const struct pair_answer *pair);

/* Adds "110 trials, 15 of them failed, 1 sweep, 23 Nov 2026, 95% ranges within one sweep."; without
 * ranges where trust is poor in all sets. */
void closing_add_counts(struct closing *closing, const struct selection *selection,
                        const struct pair_answer *pairs, size_t count);

/* The same without ranges: "110 trials, 1 sweep, 23 Nov 2026." */
void closing_add_trials(struct closing *closing, const struct selection *selection);

/* The part of a selection that some groups have; without a date unless they have all its sweeps. */
struct selection closing_selection(const struct selection *all, const struct group *const *groups,
                                   size_t count);

/* Adds "Trust: fair (few levels near 670)." or, for several sets of conditions, "Trust: fair in
 * both (...)." labels: of the sets; not used for one. */
void closing_add_trust(struct closing *closing, const struct pair_answer *pairs,
                       const char *const *labels, size_t count);

/* Adds the purpose to the paragraph and the command as a line. */
void closing_add_next(struct closing *closing, const struct next *next);

/* Adds what else is in the file, and a selected sweep that is not finished. charts: also the
 * command that shows each set of conditions by itself. Returns -1 and sets *err if SQL fails. */
int closing_add_elsewhere(struct closing *closing, struct db *db, const struct pivot *shown,
                          const struct request *request, bool charts, struct err *err);

void closing_print(const struct closing *closing);
size_t closing_lines(const struct closing *closing);

#endif
