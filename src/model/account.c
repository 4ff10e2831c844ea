#include "model/account.h"

#include "base/clock.h"

#include <sched.h>

int64_t account_delay_ns(const struct spec *spec, int64_t worker) {
    return spec->phase == PHASE_SPREAD ? spec->sleep_ns * worker / spec->concurrency : 0;
}

void account_start(struct run *run) {
    run->start_ns = clock_ns();
    if (run->direct)
        run->direct->intent.start_ns = run->start_ns;
}

void account_directly(struct direct *direct, bool alone, int64_t worker,
                      const struct times *times) {
    int64_t shard = alone ? 0 : sched_getcpu() % direct->shard_count;

    tally_task(&direct->tallies[worker], &direct->shards[shard], alone, &direct->intent, worker,
               times);
}

/* t1 is the end of the last task; without times it is when the last worker found that there are no more,
 * which is at once after its last task. */
void account_add_up(struct run *run, const struct account *accounts) {
    for (int64_t i = 0; i < run->workers; i++) {
        const struct account *account = &accounts[i];

        run->tasks_done += account->tasks_done;
        run->workers_used += account->tasks_done > 0;
        run->work_sum += account->work_sum;
        if (!run->slots && !run->direct && account->left_ns > run->end_ns)
            run->end_ns = account->left_ns;
        if (run->direct && run->direct->tallies[i].last_end_ns > run->end_ns)
            run->end_ns = run->direct->tallies[i].last_end_ns;
    }
    for (int64_t i = 0; run->slots && i < run->spec->tasks; i++)
        if (run->slots[i].times.end_ns > run->end_ns)
            run->end_ns = run->slots[i].times.end_ns;
}
