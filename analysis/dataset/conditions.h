/* A set of conditions: what trials must have in common to be pooled and compared. One list names
 * all conditions; reading, comparing and printing are loops over it. */
#ifndef ANALYSIS_DATASET_CONDITIONS_H
#define ANALYSIS_DATASET_CONDITIONS_H

#include "store/db.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names, units and meanings are those of the columns of the table trial. */
struct conditions {
    char *key;                                    /* the text that identifies them in SQL */
    char *machine, *kind, *phase, *idle, *origin; /* or NULL */
    int64_t cpus;                                 /* NO_VALUE: unknown */
    double cpu_quota;                             /* NAN: none */
    double sleep;                                 /* ms */
    double work, spin;                            /* s */
    double lateness;                              /* s; NAN: unknown */
    int64_t tasks, per_worker;                    /* one of the two is NO_VALUE */
    int64_t queue, stack;                         /* NO_VALUE: the default */
    int64_t task_times, shared;
};

enum condition_type { CONDITION_TEXT, CONDITION_INTEGER, CONDITION_REAL };

/* What a condition is about; combined with |. */
enum condition_part {
    PART_DESIGN = 1, /* what was done, except for sleep and work */
    PART_SLEEP = 2,
    PART_WORK = 4,
    PART_PLACE = 8, /* where it was done */
    PART_ORIGIN = 16,
    PART_ALL = 31,
};

struct condition {
    const char *name; /* of its column, and in JSON */
    enum condition_type type;
    size_t offset; /* in struct conditions */
    enum condition_part part;
};

enum { CONDITION_COUNT = 17 };
extern const struct condition conditions_list[CONDITION_COUNT];

/* Reads the conditions from the first CONDITION_COUNT columns of a row, in the order of the list.
 * Does not set the key. Texts are borrowed until the next row. */
struct conditions conditions_read(struct statement *row);

/* Replaces borrowed texts with copies, which conditions_free() frees. */
void conditions_keep(struct conditions *conditions);

void conditions_free(struct conditions *conditions);

/* Are two sets equal in those parts? Reals may differ by rounding errors. */
bool conditions_same(const struct conditions *one, const struct conditions *other, int parts);

#endif
