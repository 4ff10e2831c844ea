/* The data that flows through the whole house: what a trial is asked (spec), what came of it
 * (record), and both with their place in history (trial). Plain data without hidden rules: it is
 * handed between processes in shared memory and between the runner and the database by value.
 * Times are in nanoseconds, sizes in bytes. Unknown is NO_VALUE, or NAN for ratios. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/clock.h"
#include "base/random.h"
#include "base/value.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* The words of DESIGN.md that are stored as text; the names are NULL-terminated and in the order of
 * the enum. */
enum phase { PHASE_LOCKSTEP, PHASE_SPREAD };
enum idle { IDLE_HALT, IDLE_POLL };
enum role { ROLE_GRID, ROLE_SEARCH, ROLE_SENTINEL };
enum origin { ORIGIN_RUNNER, ORIGIN_EXEC, ORIGIN_IMPORT };
enum status {
    STATUS_OK,
    STATUS_SHORT,   /* a sleep was shorter than asked */
    STATUS_UNEVEN,  /* fewer tasks done than asked, or more in flight than workers */
    STATUS_TIMEOUT, /* did not end in time */
    STATUS_CRASH,   /* the process died */
    STATUS_LIMIT,   /* the workers could not be created */
    STATUS_ERROR,   /* anything else; the sentence says what */
};
extern const char *const phase_names[];
extern const char *const idle_names[];
extern const char *const role_names[];
extern const char *const origin_names[];
extern const char *const status_names[];

/* The position of text in a NULL-terminated list of names, or -1. */
int names_find(const char *const *names, const char *text);

/* What a trial is asked to do. */
struct spec {
    char model[32];
    char kind[16];
    int64_t engine; /* raised by hand in the model when a change moves its figures */
    /* 1: its workers are threads of the operating system; 0: not; NO_VALUE: not known */
    int64_t threads;
    int64_t concurrency;
    int64_t tasks;
    int64_t per_worker; /* tasks per worker that `tasks` was made from; NO_VALUE: constant */
    int64_t sleep_ns;
    int64_t work_ns;         /* CPU time each task burns beside its wait */
    int64_t work_iterations; /* what work_ns came to in this sweep's calibration */
    int64_t lateness_ns;
    int64_t queue; /* capacity of the queue; NO_VALUE: the concurrency */
    int64_t spin_ns;
    int64_t stack_bytes; /* of a worker; NO_VALUE: the model's own choice */
    int64_t timeout_ns;
    int64_t timer_floor_ns;    /* measured at its round; NO_VALUE: not */
    int64_t round;             /* from 1 */
    int64_t position;          /* in the order of the sweep, from 1 */
    int32_t phase, idle, role; /* enums above */
    int32_t task_times;        /* 1: every task has its slot; 0: --no-task-times */
    int32_t shared;            /* 1: another sweep may have run meanwhile */
    char command[1024]; /* of a foreign program that performs it; empty: a model of ours does */
};

/* What came of it. Every field is made unknown first, by record_clear() (record/columns.h). */
struct record {
    int64_t total_ns; /* first put to last task done */
    int64_t spawn_ns; /* creating the workers, before t0 */
    int64_t burst_ns; /* time to the c-th completion beyond one sleep */
    /* Sums over all workers: how concurrency * total came to exceed tasks * sleep. */
    int64_t wake_ns, work_time_ns, gap_ns, lead_in_ns, tail_ns;
    double steady; /* overhead between the N/2-th and the (N-c)-th completion */
    /* CPU of the trial's process from t0 to t1. Of a foreign program: of all of it; and of that,
     * what starting and ending it takes, measured without tasks, and what its tasks took, as it
     * says itself. */
    int64_t user_ns, system_ns;
    int64_t startup_cpu_ns, tasks_cpu_ns;
    /* Of the server that tasks of a served kind wait for, from the first request to the last
     * answer: its CPU, how long it was not waiting itself, and by how much its answers came later
     * than asked, summed. */
    int64_t server_user_ns, server_system_ns, server_busy_ns, server_late_ns;
    int64_t voluntary_switches, involuntary_switches;
    int64_t spawn_faults; /* minor ones, while the workers were created */
    int64_t minor_faults, major_faults;
    int64_t peak_rss;      /* of the whole process */
    int64_t resident;      /* what spawning and running the workers added to it */
    int64_t page_tables;   /* likewise, in the kernel */
    int64_t kernel_stacks; /* likewise, in the kernel: threads times the measured stack size */
    /* What the machine did over the trial and the gap before it: a stretch of watched_ns. */
    int64_t watched_ns, foreign_cpu_ns, steal_ns;
    /* And from t0 to t1. */
    int64_t run_delay_ns;
    int64_t throttled_ns, throttled_periods; /* by a cgroup's quota */
    int64_t pressure_cpu_ns, pressure_memory_ns, pressure_io_ns;
    int64_t ruler_before_ns, ruler_after_ns; /* one fixed spin */
    int64_t stopped;                         /* 1: SIGSTOP and SIGCONT came in between; 0: not */
    int64_t shortest_wait_ns;
    int64_t greatest_in_flight;
    int64_t tasks_done;
    int64_t workers;      /* created */
    int64_t workers_used; /* that ran a task */
    char runtime[64];     /* what a foreign program says it runs on */
    int32_t status;       /* enum status */
    char error[256];      /* a sentence where status is not ok */
};

/* A row of history: a spec, its record, and where and when. */
struct trial {
    struct spec spec;
    struct record record;
    int64_t sweep_id;
    char uuid[UUID_SIZE];
    char started[CLOCK_UTC_SIZE]; /* UTC */
    char machine[24];             /* machine.h: id; empty: unknown */
    int64_t cpus;                 /* CPUs the process may use (affinity) */
    double cpu_quota;             /* CPUs' worth that the cgroup grants; NAN: no quota */
    int32_t origin;               /* enum origin */
};

/* A trial that was done, as far as a plan knows it: what --resume compares. */
struct done_trial {
    int64_t position, concurrency, tasks, round;
    char model[32];
    double total; /* s; ended for its time: a lower bound; NAN: none */
};

/* Set its status, and the printf-like sentence that says why; what does not fit is cut. */
void record_fail(struct record *record, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* to - from, or NO_VALUE where either is. */
int64_t record_growth(int64_t from, int64_t to);

/* sleep * tasks / concurrency: what the tasks would take if waiting were free, in ns. */
int64_t spec_ideal_ns(const struct spec *spec);

/* The total of a trial, in s; where it was ended for its time, which is a lower bound; NAN: it has
 * none. */
double record_least_total(const struct record *record, const struct spec *spec);

/* The effective queue capacity: never more than the number of tasks, since the rest would go
 * unused. */
int64_t spec_queue(const struct spec *spec);

#endif
