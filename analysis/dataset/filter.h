/* Which trials of a history are asked for, as data: no command line, no SQL. */
#ifndef ANALYSIS_DATASET_FILTER_H
#define ANALYSIS_DATASET_FILTER_H

#include <stddef.h>
#include <stdint.h>

#define FILTER_MODELS 64 /* models in one list */

enum scope {
    SCOPE_CONDITIONS, /* the conditions of the newest sweep */
    SCOPE_LATEST,     /* the newest sweep alone */
    SCOPE_ALL,        /* whatever the other fields leave */
};

/* Texts live as long as whoever set them; what is owned goes with filter_free(). */
struct filter {
    enum scope scope;
    const char *models[FILTER_MODELS]; /* in the order asked; none: all */
    size_t model_count;
    char *model_list;           /* what models[] points into; owned */
    int64_t *sweeps, *excluded; /* owned; NULL: none */
    size_t sweep_count, excluded_count;
    const char *machine, *kind; /* or NULL: any */
    int64_t sleep_ns, tasks;    /* or NO_VALUE: any */
};

/* Every trial under the conditions of the newest sweep. */
struct filter filter_default(void);

/* Take the names of a list such as "thread,coroutine" (copied) in place of those before. -1: it is
 * empty, has an empty name, or more than FILTER_MODELS. */
int filter_set_models(struct filter *filter, const char *list);

/* Take only, or leave out, one more sweep. */
void filter_add_sweep(struct filter *filter, int64_t id);
void filter_exclude_sweep(struct filter *filter, int64_t id);

void filter_free(struct filter *filter);

#endif
