/* The data that passes through the whole project: what a trial is asked to do (spec), its result
 * (record), and both together with their place in the history (trial). Plain data without hidden
 * invariants: processes exchange it in shared memory, and the runner passes it to the database by
 * value. Times are in nanoseconds, sizes in bytes. Unknown values are NO_VALUE, or NAN for
 * ratios. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/clock.h"
#include "base/random.h"
#include "base/value.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* Enums that are stored as text. The lists of names end with NULL and have the order of the
 * enum. */
enum phase { PHASE_LOCKSTEP, PHASE_SPREAD };
enum idle { IDLE_HALT, IDLE_POLL };
enum role { ROLE_GRID, ROLE_SEARCH, ROLE_SENTINEL };
enum origin { ORIGIN_RUNNER, ORIGIN_EXEC, ORIGIN_IMPORT };
enum status {
    STATUS_OK,
    STATUS_SHORT,   /* a sleep was shorter than asked */
    STATUS_UNEVEN,  /* fewer tasks done than asked, or more in flight than workers */
    STATUS_TIMEOUT, /* did not end in time */
    STATUS_CRASH,   /* the process crashed */
    STATUS_LIMIT,   /* the workers could not be created */
    STATUS_ERROR,   /* any other error; record.error describes it */
};
extern const char *const phase_names[];
extern const char *const idle_names[];
extern const char *const role_names[];
extern const char *const origin_names[];
extern const char *const status_names[];

/* Returns the index of text in a list of names that ends with NULL; -1 if it is not there. */
int names_find(const char *const *names, const char *text);

/* What a trial is asked to do. */
struct spec {
    char model[32];
    char kind[16];
    int64_t engine; /* version of the model, raised by hand when a change affects its results */
    /* 1: its workers are operating system threads; 0: they are not; NO_VALUE: unknown */
    int64_t threads;
    int64_t concurrency;
    int64_t tasks;
    int64_t per_worker; /* from which `tasks` was computed; NO_VALUE: `tasks` is constant */
    int64_t sleep_ns;
    int64_t work_ns;         /* CPU time that each task uses in addition to its wait */
    int64_t work_iterations; /* equivalent of work_ns, from this sweep's calibration */
    int64_t lateness_ns;
    int64_t queue; /* capacity of the queue; NO_VALUE: the concurrency */
    int64_t spin_ns;
    int64_t stack_bytes; /* of a worker; NO_VALUE: the model's default */
    int64_t timeout_ns;
    int64_t timer_floor_ns;    /* measured in its round; NO_VALUE: not measured */
    int64_t round;             /* from 1 */
    int64_t position;          /* in the order of the sweep, from 1 */
    int32_t phase, idle, role; /* the enums above */
    int32_t task_times;        /* 1: each task has a slot for its times; 0: --no-task-times */
    int32_t shared;            /* 1: another sweep may have run at the same time */
    char command[1024];        /* of the foreign program; empty: one of our own models */
};

/* The result of a trial. record_clear() (record/columns.h) sets every field to unknown first. */
struct record {
    int64_t total_ns; /* from putting in the first task to the end of the last */
    int64_t spawn_ns; /* creating the workers, before t0 */
    int64_t burst_ns; /* from t0 to the c-th completion, less one sleep */
    /* Sums over all workers. Together they explain why concurrency * total exceeds tasks *
     * sleep. */
    int64_t wake_ns, work_time_ns, gap_ns, lead_in_ns, tail_ns;
    double steady; /* overhead between the N/2-th and the (N-c)-th completion */
    /* CPU of the trial's process from t0 to t1; for a foreign program, of the whole program.
     * startup_cpu_ns is its CPU for starting and ending, measured without tasks; tasks_cpu_ns is
     * the CPU of its tasks as the program reports it. */
    int64_t user_ns, system_ns;
    int64_t startup_cpu_ns, tasks_cpu_ns;
    /* The server of a served kind of task, from the first request to the last answer: its CPU, how
     * long it was busy, and how much later than asked its answers came, summed. */
    int64_t server_user_ns, server_system_ns, server_busy_ns, server_late_ns;
    int64_t voluntary_switches, involuntary_switches;
    int64_t spawn_faults; /* minor faults while the workers were created */
    int64_t minor_faults, major_faults;
    int64_t peak_rss;      /* of the whole process */
    int64_t resident;      /* added to it by creating and running the workers */
    int64_t page_tables;   /* the same, in the kernel */
    int64_t kernel_stacks; /* the same, in the kernel: threads times the measured stack size */
    /* The machine during the trial and the gap before it, watched_ns in all. */
    int64_t watched_ns, foreign_cpu_ns, steal_ns;
    /* From t0 to t1. */
    int64_t run_delay_ns;
    int64_t throttled_ns, throttled_periods; /* by a cgroup's quota */
    int64_t pressure_cpu_ns, pressure_memory_ns, pressure_io_ns;
    int64_t ruler_before_ns, ruler_after_ns; /* a fixed piece of work, before and after */
    int64_t stopped; /* 1: stopped and continued (SIGSTOP, SIGCONT); 0: not */
    int64_t shortest_wait_ns;
    int64_t greatest_in_flight;
    int64_t tasks_done;
    int64_t workers;      /* created */
    int64_t workers_used; /* those that ran a task */
    char runtime[64];     /* of a foreign program, as it reports it */
    int32_t status;       /* enum status */
    char error[256];      /* a sentence, if status is not ok */
};

/* A row of the history: a spec, its record, where and when. */
struct trial {
    struct spec spec;
    struct record record;
    int64_t sweep_id;
    char uuid[UUID_SIZE];
    char started[CLOCK_UTC_SIZE]; /* UTC */
    char machine[24];             /* struct machine.id; empty: unknown */
    int64_t cpus;                 /* CPUs the process may use (affinity) */
    double cpu_quota;             /* CPUs granted by the cgroup; NAN: no quota */
    int32_t origin;               /* enum origin */
};

/* A recorded trial as far as a plan needs it; used by --resume. */
struct done_trial {
    int64_t position, concurrency, tasks, round;
    char model[32];
    double total; /* in s; a lower bound after a timeout; NAN: none */
    bool ok;
};

/* Sets the status and a printf-style sentence that gives the reason, truncated if it does not
 * fit. */
void record_fail(struct record *record, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Returns to - from; NO_VALUE if either is NO_VALUE. */
int64_t record_growth(int64_t from, int64_t to);

/* Returns sleep * tasks / concurrency in ns: the time that the tasks would take without
 * overhead. */
int64_t spec_ideal_ns(const struct spec *spec);

/* Returns the total of a trial in s. After a timeout this is the timeout, a lower bound; NAN if the
 * trial has no total. */
double record_least_total(const struct record *record, const struct spec *spec);

/* Returns the effective queue capacity, which is at most the number of tasks: more would go
 * unused. */
int64_t spec_queue(const struct spec *spec);

#endif
