#include "model/account.h"

#include "base/clock.h"

#include <sched.h>

int64_t account_delay_ns(const struct spec *spec, int64_t worker) {
    return spec->phase == PHASE_SPREAD ? clock_scaled(spec->sleep_ns, worker, spec->concurrency)
                                       : 0;
}

void account_start(struct run *run) {
    run->start_ns = clock_ns();
    if (run->direct)
        run->direct->intent.start_ns = run->start_ns;
}

static void add_up_held(struct direct *direct) {
    for (int i = 0; i < direct->held_count; i++) {
        const struct slot *slot = &direct->held[i];

        tally_task(&direct->tallies[slot->worker], &direct->shards[0], true, &direct->intent,
                   slot->worker, &slot->times);
    }
    direct->held_count = 0;
}

/* If the workers share a thread, tasks are held back and added up several at a time. Adding up
 * uses the stack deeply, and doing so for every task would bring each coroutine's stack into
 * the cache. */
void account_directly(struct direct *direct, bool alone, int64_t worker, const struct wait *wait,
                      int64_t end_ns) {
    struct slot slot = {{wait->start_ns, wait->end_ns, end_ns}, worker};

    if (!alone) {
        tally_task(&direct->tallies[worker],
                   &direct->shards[account_shard(sched_getcpu(), direct->shard_count)], false,
                   &direct->intent, worker, &slot.times);
        return;
    }
    direct->held[direct->held_count++] = slot;
    if (direct->held_count == RUN_HELD_MOST)
        add_up_held(direct);
}

/* t1 is the end of the last task. Without times it is when the last worker finds that there are no
 * more tasks, which is immediately after its last task. */
void account_add_up(struct run *run, const struct account *accounts) {
    if (run->direct)
        add_up_held(run->direct);
    for (int64_t i = 0; i < run->workers; i++) {
        const struct account *account = &accounts[i];

        run->tasks_done += account->tasks_done;
        run->workers_used += account->tasks_done > 0;
        run->work_sum += account->work_sum;
        if (!account_has_times(run) && account->left_ns > run->end_ns)
            run->end_ns = account->left_ns;
        if (run->direct && run->direct->tallies[i].last_end_ns > run->end_ns)
            run->end_ns = run->direct->tallies[i].last_end_ns;
    }
    for (int64_t i = 0; run->slots && i < run->spec->tasks; i++)
        if (run->slots[i].times.end_ns > run->end_ns)
            run->end_ns = run->slots[i].times.end_ns;
}
