/* One option's text as a value. Each function sets what it is given and returns 0, or returns -1 with a sentence
 * that names the option and its text and says what would be right. */
#ifndef PLAN_OPTION_TEXT_H
#define PLAN_OPTION_TEXT_H

#include "plan/options.h"

/* The largest number of a sweep, and the largest seed: the limit of units_parse_count(). */
#define OPTION_COUNT_MOST 1000000000000000

/* A whole number from least to most, with k or M. */
int option_count(const char *option, const char *text, int64_t least, int64_t most, int64_t *value,
                 struct err *err);

/* The size of a worker's stack, in bytes: a multiple of 64 from 1K to 1G. */
int option_stack(const char *text, int64_t *bytes, struct err *err);

/* A time of at least least_ns, at most a day; unit is what a bare number means, NULL: it must have one. */
int option_time(const char *option, const char *text, const char *unit, int64_t least_ns,
                int64_t *ns, struct err *err);

/* A timer's slack, at most 100 ms: the kernel keeps runner's own timers waiting for as long (trial/timer_floor.h). */
int option_lateness(const char *text, int64_t *ns, struct err *err);

/* The position of one of the names; the argument `what` starts the sentence ("there is no phase"). */
int option_name(const char *what, const char *text, const char *const *names, int32_t *value,
                struct err *err);

/* A percentage from 1 to 50 as a share; text may be NULL: 10 %. */
int option_within(const char *text, double *within, struct err *err);

int option_kind(const char *text, const struct task **task, struct err *err);
int option_preset(const char *text, const struct preset **preset, struct err *err);

/* A file's name, which is not empty: SQLite would take that for a database that ends with the process. */
int option_file(const char *option, const char *text, const char **file, struct err *err);

/* A text that others read on their terminals: plain (base/text.h). */
int option_plain(const char *option, const char *text, const char **plain, struct err *err);

#endif
