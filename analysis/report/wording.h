/* Text for people: conditions and answers as short sentences of at most 80 columns. */
#ifndef ANALYSIS_REPORT_WORDING_H
#define ANALYSIS_REPORT_WORDING_H

#include "analysis/compare/comparison.h"

#include <stdbool.h>
#include <stddef.h>

/* What was done: "sleep 5 ms · lockstep · 10,000 tasks · lateness 50 us …", including everything
 * that differs from the default; the origin only if with_origin. Returns text. */
const char *wording_conditions(const struct conditions *conditions, bool with_origin, char *text,
                               size_t size);

/* A level of concurrency, rounded to three digits from 1,000 on: "1,230". Returns text. */
const char *wording_level(char *text, size_t size, double concurrency);

/* Which model costs more where, in one or two clauses: "same up to 200 (within 5%); thread is 5%
 * slower from 240 (200 to 290), 25% from 520 (470 to 560), not 2x up to 1,000". Returns text. */
const char *wording_answer(const struct comparison *comparison, double margin, char *text,
                           size_t size);

/* The figures of both models at the highest level they share: "at 1,000: thread 9.0, coroutine 0.69
 * us per task"; empty if they share none. Returns text. */
const char *wording_figures(const struct comparison *comparison, char *text, size_t size);

#endif
