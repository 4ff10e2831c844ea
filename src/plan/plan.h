/* The ordered list of trials of a sweep. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/options.h"

/* Owned by the caller: plan_free(). */
struct plan {
    struct spec *trials;
    size_t count, room;
    int64_t last_position; /* in the order of the whole sweep */
    struct random random;  /* for trials that are still to be added */
};

/* Measurements of this machine that the plan needs. */
struct machine_rates {
    double work_rate;           /* iterations of work per second; needed for tasks with work */
    double thread_cpu_per_task; /* in s; needed if the preset makes the levels, otherwise NAN */
    double cpus;                /* CPUs that may be used; a quota can make it a fraction */
};

/* Returns true if the options leave the levels to the preset, so that rates->thread_cpu_per_task is
 * needed. */
bool plan_needs_thread_cost(const struct options *options);

/* Rejects a grid or search that is too large: too many trials, or a trial or sweep that would take
 * too long (a week, a year). Returns -1 and sets *err. */
int plan_check(const struct options *options, const struct machine_rates *rates, struct err *err);

/* Makes the plan of a grid. Returns -1 and sets *err if plan_check() would reject it; there is then
 * nothing to free. With ORDER_ROUNDS each round visits all levels (with each amount of work) once,
 * in random order, and runs the models back to back in random order. With ORDER_STUDY it goes model
 * by model and level by level, with the trials of a level together. Reference trials (role
 * sentinel: serial, and threads at 10; always the same) run at the start, in the middle and at the
 * end, as rounds 1, 2 and 3 of their own. The same options, seed and rates give the same plan. */
int plan_make(const struct options *options, const struct machine_rates *rates, struct plan *plan,
              struct err *err);

/* Returns the lowest and the highest level, for options with one amount of work. */
void plan_range(const struct options *options, const struct machine_rates *rates, int64_t *from,
                int64_t *to);

/* The plan of a search grows with its results: plan_begin() adds the reference trials at the start,
 * plan_add_block() one trial of each model at a level, in random order, and plan_end() the
 * reference trials at the end. */
void plan_begin(const struct options *options, const struct machine_rates *rates,
                struct plan *plan);
void plan_add_block(const struct options *options, const struct machine_rates *rates,
                    int64_t concurrency, int64_t round, struct plan *plan);
void plan_end(const struct options *options, const struct machine_rates *rates, struct plan *plan);

void plan_free(struct plan *plan);

/* Returns a single trial of a model at a concurrency; everything else comes from the options. */
struct spec plan_spec(const struct options *options, const struct machine_rates *rates,
                      const struct model *model, int64_t concurrency, int64_t work_ns);

#endif
