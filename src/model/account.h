/* What a run records about its tasks and workers while it goes on, and how these records are added
 * up afterwards; the same for the pool and for a model without one. No two workers write to the
 * same record: each task has its own slot (or each CPU its own histograms), and each worker its
 * own account. */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "base/wait.h"
#include "model/model.h"

#include <stdbool.h>

/* What a worker has done. Empty if zeroed. */
struct account {
    int64_t tasks_done;
    bool failed; /* one of its waits failed; it has run no task since */
    /* when it found that there are no more tasks; set only if tasks have no times */
    int64_t left_ns;
    uint64_t work_sum;
};

/* Records a task when there are no slots. alone: no two workers ever run at the same time. */
void account_directly(struct direct *direct, bool alone, int64_t worker, const struct wait *wait,
                      int64_t end_ns);

/* The index of the CPU's shard among `count` shards (at least 1). 0 for -1, which sched_getcpu()
 * returns on failure. */
static inline int64_t account_shard(int cpu, int64_t count) {
    return cpu < 0 ? 0 : cpu % count;
}

/* Are the times of tasks recorded? */
static inline bool account_has_times(const struct run *run) {
    return run->slots || run->direct;
}

/* Records that the worker has done the task: *wait has the times of its wait, and its work ended at
 * end_ns. Inline, because every task calls it. */
static inline void account_task(const struct run *run, bool alone, int64_t worker, int64_t task,
                                const struct wait *wait, int64_t end_ns) {
    if (run->slots)
        run->slots[task] = (struct slot){{wait->start_ns, wait->end_ns, end_ns}, worker};
    else if (run->direct)
        account_directly(run->direct, alone, worker, wait, end_ns);
}

/* The delay of that worker's first task, in ns: in phase `spread`, the worker's share of one sleep;
 * otherwise 0. */
int64_t account_delay_ns(const struct spec *spec, int64_t worker);

/* Sets t0. Must be called right before the first task is put in. */
void account_start(struct run *run);

/* Must be called after the last task. Sets the totals of *run from its workers' accounts and its
 * tasks' times. */
void account_add_up(struct run *run, const struct account *accounts);

#endif
