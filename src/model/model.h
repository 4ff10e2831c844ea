/* A model: a way to run workers, and one trial as a model sees it. All models are listed in
 * one table. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/limit.h"
#include "record/latency.h"
#include "record/record.h"
#include "task/task.h"

#include <stdbool.h>
#include <stdint.h>

/* One task: its times, and the worker that ran it. All zero if it never ran. */
struct slot {
    struct times times;
    int64_t worker;
};

/* With more than RUN_SLOTS_MOST tasks, a slot for each would take too much memory. */
enum { RUN_SLOTS_MOST = 1000000, RUN_HELD_MOST = 64 };

/* Used instead of a slot per task when there are too many tasks: each worker adds up its times as
 * it goes, and counts them in the histograms of the CPU it runs on, so that no two CPUs write to
 * the same cache line. */
struct direct {
    struct tally *tallies;  /* one per worker, zeroed and already mapped */
    struct latency *shards; /* zeroed and already mapped */
    int64_t shard_count;
    struct intent intent;            /* start_ns is set by the model */
    struct slot held[RUN_HELD_MOST]; /* with one thread: tasks not yet added up */
    int held_count;
};

/* One trial. The caller sets the first part. The model calls at_start() and at_end() and sets
 * the rest. */
struct run {
    const struct spec *spec;
    const struct task *task;
    /* Where the times of tasks are stored. At most one of the two is set; neither if no times
     * are wanted. */
    struct slot *slots; /* one per task, zeroed and already mapped */
    struct direct *direct;
    const struct peer *peer;        /* the server; empty if the kind has none */
    struct connection *connections; /* one per worker, open; NULL if the kind has no server */
    /* at_start() is called once, when every worker waits for its first task, right before t0.
     * at_end() is called once, when the last task is done and the workers still exist. */
    void (*at_start)(struct run *run);
    void (*at_end)(struct run *run);

    int64_t spawn_ns; /* time taken to create the workers */
    int64_t start_ns; /* t0: before the first task is put in */
    int64_t end_ns;   /* t1: the last task is done */
    int64_t workers;
    int64_t workers_used;
    int64_t tasks_done;
    uint64_t work_sum; /* sum of work_burn()'s results, so that the compiler cannot omit the work */
};

/* A foreign program that is shipped with the project. */
struct adapter {
    /* the Debian package of its runtime; NULL if this is not a shipped program */
    const char *package;
    const char *probe; /* a file that exists if the package is installed */
    bool tcp;          /* it supports kind tcp */
};

/* Static and constant. */
struct model {
    const char *name;
    const char *help;   /* one line */
    int64_t engine;     /* increase it when a change affects this model's figures */
    bool lone;          /* it can run only one worker */
    bool spins;         /* it can poll the last stretch of a sleep (--spin) */
    struct needs needs; /* of one worker, in addition to what the process needs anyway */
    /* the command of a foreign program (trial/external.h), as the user typed it; or NULL */
    const char *command;
    struct adapter adapter; /* of a shipped foreign program */

    /* Performs the trial. Required for a model of ours, NULL for a foreign program. Returns -1 and
     * sets *err if the workers cannot be created; run->workers is then the number that were
     * created, and the process must not be used any further. */
    int (*run)(struct run *run, struct err *err);
};

extern const struct model model_thread, model_thread_cond, model_thread_static, model_coroutine,
    model_coroutine_evtimer, model_coroutine_ucontext, model_coroutine_mn, model_event,
    model_serial;
extern const struct model model_gevent, model_gevent_pool, model_python_thread, model_asyncio,
    model_go, model_node, model_tokio, model_libuv, model_state_threads;

/* Whether the model's workers are threads of the operating system: 1 or 0; NO_VALUE for a program
 * of the user. */
int64_t model_threads(const struct model *model);

/* What one worker of the model needs for tasks of that kind. */
struct needs needs_of(const struct model *model, const struct task *task);

/* All models; ends with NULL. */
extern const struct model *const models[];

/* The model of that name; NULL if unknown. */
const struct model *model_find(const char *name);

/* Sets *command to the command that runs the model as a foreign program, quoted for wordexp();
 * empty for a model of ours. Returns -1 and sets *err, naming the package, if an adapter or its
 * runtime is not installed. */
int model_command(const struct model *model, char *command, size_t size, struct err *err);

#endif
