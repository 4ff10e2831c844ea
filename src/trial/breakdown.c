#include "trial/breakdown.h"

#include "base/memory.h"

#include <stdlib.h>

static int by_worker_and_time(const void *a, const void *b) {
    const struct slot *first = *(const struct slot *const *)a;
    const struct slot *second = *(const struct slot *const *)b;

    if (first->worker != second->worker)
        return first->worker < second->worker ? -1 : 1;
    return (first->times.start_ns > second->times.start_ns) -
           (first->times.start_ns < second->times.start_ns);
}

/* The slots ordered by worker, and each worker's by time. Owned by the caller. */
static const struct slot **workers_order(const struct run *run) {
    size_t count = (size_t)run->spec->tasks;
    const struct slot **order = memory_resize(NULL, count, sizeof *order);

    for (size_t i = 0; i < count; i++)
        order[i] = &run->slots[i];
    qsort(order, count, sizeof *order, by_worker_and_time);
    return order;
}

struct intent breakdown_intent(const struct spec *spec) {
    return (struct intent){
        .sleep_ns = spec->sleep_ns,
        .period_ns = spec->sleep_ns + spec->work_ns,
        .phase_ns = spec->phase == PHASE_SPREAD ? spec->sleep_ns : 0,
        .workers = spec->concurrency,
    };
}

/* Adds one worker's share of the parts. */
static void add_worker(const struct run *run, const struct tally *tally, struct latency *latency,
                       struct record *record) {
    if (tally->tasks == 0)
        return;
    record->work_time_ns += tally->work_time_ns;
    record->lead_in_ns += tally->first_start_ns - run->start_ns;
    record->tail_ns += run->end_ns - tally->last_end_ns;
    tally_close(tally, latency);
}

static void read_slots(const struct run *run, struct latency *latency, struct record *record) {
    const struct slot **order = workers_order(run);
    struct intent intent = breakdown_intent(run->spec);

    intent.start_ns = run->start_ns;
    for (int64_t i = 0; i < run->spec->tasks;) {
        int64_t worker = order[i]->worker;
        struct tally tally = {0};

        for (; i < run->spec->tasks && order[i]->worker == worker; i++)
            tally_task(&tally, latency, true, &intent, worker, &order[i]->times);
        add_worker(run, &tally, latency, record);
    }
    free(order);
}

static void read_direct(const struct run *run, struct latency *latency, struct record *record) {
    for (int64_t i = 0; i < run->direct->shard_count; i++)
        for (int metric = 0; metric < LATENCY_TASK_METRICS; metric++)
            histogram_merge(&latency->metric[metric], &run->direct->shards[i].metric[metric]);
    for (int64_t i = 0; i < run->spec->concurrency; i++)
        add_worker(run, &run->direct->tallies[i], latency, record);
}

void breakdown_read(const struct run *run, struct latency *latency, struct record *record) {
    int64_t total_ns = run->end_ns - run->start_ns;

    if ((!run->slots && !run->direct) || run->tasks_done != run->spec->tasks)
        return;
    record->work_time_ns = record->lead_in_ns = 0;
    record->tail_ns = clock_scaled(total_ns, run->spec->concurrency - run->workers_used, 1);
    if (run->slots)
        read_slots(run, latency, record);
    else
        read_direct(run, latency, record);
    record->wake_ns = latency->metric[LATENCY_WAKE].exact.sum;
    record->gap_ns = latency->metric[LATENCY_GAP].exact.sum;
}
