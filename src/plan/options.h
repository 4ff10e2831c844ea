/* What the user asks of runner, as data. */
#ifndef PLAN_OPTIONS_H
#define PLAN_OPTIONS_H

#include "base/err.h"
#include "model/model.h"
#include "plan/levels.h"
#include "plan/preset.h"
#include "record/record.h"
#include "task/task.h"

#include <stdbool.h>

#define OPTIONS_MODELS 32 /* maximum number of models in a sweep */

enum order { ORDER_ROUNDS, ORDER_STUDY };
extern const char *const order_names[];

/* A model that is a foreign program. */
struct foreign_model {
    struct model model;
    char name[32];
    struct foreign_model *next;
};

/* Texts are static or live as long as argv. options_settle() fills in what the user left open. */
struct options {
    const char *db;
    const char *label;
    const char *cpus;   /* NULL: all CPUs that the process may use */
    const char *import; /* NULL: perform a sweep */
    const struct preset *preset;
    const struct model *models[OPTIONS_MODELS];
    size_t model_count;
    struct foreign_model *foreign; /* --exec, a linked list; owned */
    const char *model_list;        /* --model as typed; NULL: not given */
    const struct task *task;
    struct levels levels;      /* empty: made by the preset, for each amount of work */
    int64_t tasks, per_worker; /* one of them is NO_VALUE */
    int64_t sleep_ns, lateness_ns, spin_ns;
    int64_t work_ns[PRESET_WORKS];
    size_t work_count;
    int64_t queue;       /* NO_VALUE: the concurrency */
    int64_t stack_bytes; /* of a worker; NO_VALUE: the model's default */
    int64_t timeout_ns;  /* NO_VALUE: computed from the ideal time of each trial */
    int64_t most_ns;     /* for the whole sweep (--max-time); NO_VALUE: no limit */
    bool resume;         /* finish an earlier sweep instead … */
    int64_t resume_id;   /* … with this id; NO_VALUE: the newest interrupted one */
    const char *shaping; /* a given option that affects the plan; NULL: none */
    bool preset_changed; /* an option was given that changes the preset's trials */
    double find_within;  /* --find-crossover: search until within this ratio; NAN: a grid */
    int64_t trials;
    int64_t seed;
    int32_t phase, idle;
    enum order order;
    bool task_times, shared, dry_run, quiet, verbose;
};

/* Returns the options of runner without arguments. Owned by the caller: options_free(). */
struct options options_default(void);

/* Returns true for a search (--find-crossover). */
bool options_find(const struct options *options);

void options_free(struct options *options);

#endif
