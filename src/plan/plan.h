/* The trials of a sweep, in order. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/options.h"

/* Owned by whoever made it: plan_free(). */
struct plan {
    struct spec *trials;
    size_t count, room;
    int64_t last_position; /* in the order of the whole sweep */
    int64_t ideal_ns;      /* sum of the trials' ideal times */
    struct random random;  /* of what is still to be added */
};

/* What the plan must know of this machine. */
struct machine_rates {
    double work_rate;           /* iterations of work per second; needed when work is asked */
    double thread_cpu_per_task; /* s; needed when the preset makes the levels, else NAN */
    double cpus;                /* CPUs' worth that may be used */
};

/* True when the options leave the levels to the preset, so that pace->thread_cpu_per_task is
 * needed. */
bool plan_needs_thread_cost(const struct options *options);

/* Refuse a grid or search that is too large: more trials than anybody would wait for, or a trial or
 * a sweep that would take too long (a week, a year). -1 and a sentence. */
int plan_check(const struct options *options, const struct machine_rates *rates, struct err *err);

/* Make the plan of a grid, unless plan_check() refuses it; nothing is to be freed then.
 * ORDER_ROUNDS: each round takes every level (with every amount of work) once, in random order, the
 * models back to back in random order. ORDER_STUDY: model after model, level after level, the
 * trials of a level together. Sentinels (serial, and threads at 10; role sentinel; always the same)
 * stand at the start, in the middle and at the end: rounds 1, 2, 3 of their own. The same options,
 * seed and pace give the same plan. */
int plan_make(const struct options *options, const struct machine_rates *rates, struct plan *plan,
              struct err *err);

/* The lowest and the highest level of options with one amount of work. */
void plan_range(const struct options *options, const struct machine_rates *rates, int64_t *from,
                int64_t *to);

/* A search's plan grows as its trials tell: its start (sentinels), at a time one level at which
 * every model of the options has a trial, in random order, and its end (sentinels). */
void plan_begin(const struct options *options, const struct machine_rates *rates,
                struct plan *plan);
void plan_add_block(const struct options *options, const struct machine_rates *rates,
                    int64_t concurrency, int64_t round, struct plan *plan);
void plan_end(const struct options *options, const struct machine_rates *rates, struct plan *plan);

void plan_free(struct plan *plan);

/* One trial of the plan by hand: model at concurrency, with what the options say of the rest. */
struct spec plan_spec(const struct options *options, const struct machine_rates *rates,
                      const struct model *model, int64_t concurrency, int64_t work_ns);

#endif
