/* Which trials of a history are requested, as data, independent of the command line and of SQL. */
#ifndef ANALYSIS_DATASET_FILTER_H
#define ANALYSIS_DATASET_FILTER_H

#include <stddef.h>
#include <stdint.h>

#define FILTER_MODELS 64 /* most models in a list */

enum scope {
    SCOPE_CONDITIONS, /* the conditions of the newest sweep */
    SCOPE_LATEST,     /* the newest sweep alone */
    SCOPE_ALL,        /* whatever the other fields select */
};

/* Texts must outlive the filter; owned members are freed by filter_free(). */
struct filter {
    enum scope scope;
    const char *models[FILTER_MODELS]; /* in the requested order; none: all */
    size_t model_count;
    char *model_list;           /* the text that models[] points into; owned */
    int64_t *sweeps, *excluded; /* owned; NULL: none */
    size_t sweep_count, excluded_count;
    const char *machine, *kind;                   /* or NULL: any */
    int64_t sleep_ns, work_ns, tasks, per_worker; /* or NO_VALUE: any */
    int phase;                                    /* of phase_names[], or -1: any */
};

/* Selects every trial under the conditions of the newest sweep. */
struct filter filter_default(void);

/* Replaces the models by the names in a list such as "thread,coroutine", which is copied. Returns
 * -1 if the list is empty, has an empty name, or has more than FILTER_MODELS names. */
int filter_set_models(struct filter *filter, const char *list);

/* Selects, or excludes, one more sweep. */
void filter_add_sweep(struct filter *filter, int64_t id);
void filter_exclude_sweep(struct filter *filter, int64_t id);

void filter_free(struct filter *filter);

#endif
