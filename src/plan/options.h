/* What is asked of runner, as data. */
#ifndef PLAN_OPTIONS_H
#define PLAN_OPTIONS_H

#include "base/err.h"
#include "model/model.h"
#include "plan/levels.h"
#include "plan/preset.h"
#include "record/record.h"
#include "task/task.h"

#include <stdbool.h>

#define OPTIONS_MODELS 32 /* models in one sweep */

enum order { ORDER_ROUNDS, ORDER_STUDY };
extern const char *const order_names[];

/* A model that is a foreign program. */
struct foreign_model {
    struct model model;
    char name[32];
    struct foreign_model *next;
};

/* Texts are static or live as long as argv. What the user left open is filled in by
 * options_settle(). */
struct options {
    const char *db;
    const char *label;
    const char *cpus;   /* NULL: wherever the process may run */
    const char *import; /* NULL: perform a sweep */
    const struct preset *preset;
    const struct model *models[OPTIONS_MODELS];
    size_t model_count;
    struct foreign_model *foreign; /* --exec, a list; owned */
    const char *model_list;        /* --model as typed; NULL: not given */
    const struct task *task;
    struct levels levels;      /* empty: the preset makes them, level by level of work */
    int64_t tasks, per_worker; /* one of them is NO_VALUE */
    int64_t sleep_ns, lateness_ns, spin_ns;
    int64_t work_ns[PRESET_WORKS];
    size_t work_count;
    int64_t queue;       /* NO_VALUE: the concurrency */
    int64_t stack_bytes; /* of a worker; NO_VALUE: the model's own choice */
    int64_t timeout_ns;  /* NO_VALUE: from the ideal time of each trial */
    int64_t most_ns;     /* of the whole sweep (--max-time); NO_VALUE: until the plan is done */
    bool resume;         /* finish an earlier sweep instead: this one … */
    int64_t resume_id;   /* … or, NO_VALUE, the newest that was interrupted */
    const char *shaping; /* an option that was given and shapes the plan; NULL: none was */
    double find_within;  /* --find-crossover: a search instead of a grid, as a ratio; NAN: none */
    int64_t trials;
    int64_t seed;
    int32_t phase, idle;
    enum order order;
    bool task_times, shared, dry_run, quiet;
};

/* What runner does without an option. Owned by the caller: options_free(). */
struct options options_default(void);

/* Is it a search (--find-crossover)? */
bool options_find(const struct options *options);

void options_free(struct options *options);

#endif
