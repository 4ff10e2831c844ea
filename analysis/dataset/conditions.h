/* A set of conditions: what trials have in common that may be pooled and compared. One list names
 * them all; reading, comparing and printing them are loops over it. */
#ifndef ANALYSIS_DATASET_CONDITIONS_H
#define ANALYSIS_DATASET_CONDITIONS_H

#include "store/db.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names, units and meaning are those of the columns of the table trial. */
struct conditions {
    char *key;                                    /* the text by which SQL knows them */
    char *machine, *kind, *phase, *idle, *origin; /* or NULL */
    int64_t cpus;                                 /* NO_VALUE: unknown */
    double cpu_quota;                             /* NAN: none */
    double sleep;                                 /* ms */
    double work, spin;                            /* s */
    double lateness;                              /* s; NAN: unknown */
    int64_t tasks, per_worker;                    /* one of them is NO_VALUE */
    int64_t queue, stack;                         /* NO_VALUE: the default */
    int64_t task_times, shared;
};

enum condition_type { CONDITION_TEXT, CONDITION_INTEGER, CONDITION_REAL };

/* What a condition is about; a set of them is a sum. */
enum condition_part {
    PART_DESIGN = 1, /* what was done, except for the two below */
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

/* The conditions in the first CONDITION_COUNT columns of a row, in the order of the list; without
 * the key. Texts are borrowed until the next row. */
struct conditions conditions_read(struct statement *row);

/* Replace borrowed texts by copies of them, to be freed by conditions_free(). */
void conditions_keep(struct conditions *conditions);

void conditions_free(struct conditions *conditions);

/* Do two sets agree in those parts? Reals may differ by rounding. */
bool conditions_same(const struct conditions *one, const struct conditions *other, int parts);

#endif
