/* A way to run workers, and one trial as such a model sees it. The models stand in one visible
 * table. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/limit.h"
#include "record/latency.h"
#include "record/record.h"
#include "task/task.h"

#include <stdbool.h>
#include <stdint.h>

/* One task: when, and on which worker. All zero: never ran. */
struct slot {
    struct times times;
    int64_t worker;
};

/* Above so many tasks a slot for each is too much memory. */
enum { RUN_SLOTS_MOST = 1000000, RUN_HELD_MOST = 64 };

/* Where a slot per task would be too much: each worker adds up as it goes, and counts into the
 * histograms of the CPU it is on, so that no two CPUs write to one line. */
struct direct {
    struct tally *tallies;  /* one per worker, zeroed and touched */
    struct latency *shards; /* zeroed and touched */
    int64_t shard_count;
    struct intent intent;            /* start_ns is filled by the model */
    struct slot held[RUN_HELD_MOST]; /* of a run on one thread: not added up yet */
    int held_count;
};

/* One trial. The caller fills the first part; the model calls the two marks and fills the rest. */
struct run {
    const struct spec *spec;
    const struct task *task;
    /* Where the times of tasks go; at most one of the two, neither when no times are wanted. */
    struct slot *slots; /* one per task, zeroed and touched */
    struct direct *direct;
    const struct peer *peer;        /* the server; empty if the kind has none */
    struct connection *connections; /* one per worker, open; NULL if the kind has no server */
    /* Called once when every worker waits for its first task, right before t0; and once when the
     * last task is done, while the workers still exist. */
    void (*at_start)(struct run *run);
    void (*at_end)(struct run *run);

    int64_t spawn_ns; /* creating the workers */
    int64_t start_ns; /* t0: before the first task is put in */
    int64_t end_ns;   /* t1: the last task is done */
    int64_t workers;
    int64_t workers_used;
    int64_t tasks_done;
    uint64_t work_sum; /* of work_burn(), so that none of it could be left out */
};

/* A foreign program that is shipped with the project. */
struct adapter {
    const char
        *package;      /* of Debian, that its runtime comes from; NULL: it is no shipped program */
    const char *probe; /* a file that is there where the package is */
    bool tcp;          /* it can do kind tcp */
};

/* Static and constant. */
struct model {
    const char *name;
    const char *help;    /* one line */
    int64_t engine;      /* raise it when a change moves this model's figures */
    bool lone;           /* it can only run one worker */
    bool spins;          /* it polls the last stretch of a sleep when told to (--spin) */
    struct needs needs;  /* of one worker, beside what the process has anyway */
    const char *command; /* a foreign program (trial/external.h), as the user typed it; or NULL */
    struct adapter adapter; /* likewise, one of ours */

    /* Required of a model of ours, NULL for a foreign program. Perform the trial. -1 and a sentence
     * when the workers cannot be had; run->workers is then how many there were, and the process is
     * of no further use. */
    int (*run)(struct run *run, struct err *err);
};

extern const struct model model_thread, model_thread_cond, model_thread_static, model_coroutine,
    model_coroutine_evtimer, model_coroutine_ucontext, model_coroutine_mn, model_event,
    model_serial;
extern const struct model model_gevent, model_gevent_pool, model_python_thread, model_asyncio,
    model_go, model_node, model_tokio, model_libuv, model_state_threads;

/* Are its workers threads of the operating system? 1, 0, or NO_VALUE: it is the user's own program.
 */
int64_t model_threads(const struct model *model);

/* What one worker of that model takes of the machine for tasks of that kind. */
struct needs needs_of(const struct model *model, const struct task *task);

/* Every model; ends with NULL. */
extern const struct model *const models[];

/* The model of that name, or NULL. */
const struct model *model_find(const char *name);

/* The command that performs it as a foreign program, in words as wordexp() reads them; empty for a
 * model of ours. -1 and a sentence, which names the package, when an adapter or what it runs on is
 * not here. */
int model_command(const struct model *model, char *command, size_t size, struct err *err);

#endif
