/* What is written down of a run's tasks and workers while it goes on, and made of it afterwards:
 * the same for the pool and for a model without one. Nothing that two workers share is written:
 * each task has a slot of its own (or each CPU its histograms), and each worker an account. */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "base/wait.h"
#include "model/model.h"

#include <stdbool.h>

/* What a worker leaves behind. A zeroed one is empty. */
struct account {
    int64_t tasks_done;
    bool failed; /* a wait of its own did, and it ran no task since */
    /* when it found that there are no more tasks; asked only where tasks have no times */
    int64_t left_ns;
    uint64_t work_sum;
};

/* Count a task where there are no slots. alone: no two workers ever run at once. */
void account_directly(struct direct *direct, bool alone, int64_t worker, const struct wait *wait,
                      int64_t end_ns);

/* The CPU's shard of `count` (at least 1). For -1, which sched_getcpu() returns when it fails, the
 * first. */
static inline int64_t account_shard(int cpu, int64_t count) {
    return cpu < 0 ? 0 : cpu % count;
}

/* Are the times of the tasks written down? */
static inline bool account_has_times(const struct run *run) {
    return run->slots || run->direct;
}

/* That worker has done that task: its wait is told by *wait, its work was over at end_ns. Inline,
 * since it is on a task's path. */
static inline void account_task(const struct run *run, bool alone, int64_t worker, int64_t task,
                                const struct wait *wait, int64_t end_ns) {
    if (run->slots)
        run->slots[task] = (struct slot){{wait->start_ns, wait->end_ns, end_ns}, worker};
    else if (run->direct)
        account_directly(run->direct, alone, worker, wait, end_ns);
}

/* By how much that worker's first task is delayed, in ns: in phase `spread` by its share of one
 * sleep. */
int64_t account_delay_ns(const struct spec *spec, int64_t worker);

/* Right before the first task is put in: t0. */
void account_start(struct run *run);

/* After the last: fill in what the accounts of its workers, and its tasks' times, come to. */
void account_add_up(struct run *run, const struct account *accounts);

#endif
