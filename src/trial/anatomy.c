#include "trial/anatomy.h"

#include "base/err.h"

#include <stdlib.h>

static int by_worker_and_time(const void *a, const void *b) {
    const struct slot *first = *(const struct slot *const *)a;
    const struct slot *second = *(const struct slot *const *)b;

    if (first->worker != second->worker)
        return first->worker < second->worker ? -1 : 1;
    return (first->start_ns > second->start_ns) - (first->start_ns < second->start_ns);
}

/* The slots worker by worker, each in order of time. Owned by the caller. */
static const struct slot **workers_order(const struct run *run) {
    size_t count = (size_t)run->spec->tasks;
    const struct slot **order = malloc(count * sizeof *order);

    PROMISE(order);
    for (size_t i = 0; i < count; i++)
        order[i] = &run->slots[i];
    qsort(order, count, sizeof *order, by_worker_and_time);
    return order;
}

/* When the plan wants the k-th task of a worker to start. */
static int64_t intended_ns(const struct run *run, int64_t worker, int64_t k) {
    const struct spec *spec = run->spec;
    int64_t phase_ns =
        spec->phase == PHASE_SPREAD ? spec->sleep_ns * worker / spec->concurrency : 0;

    return run->start_ns + phase_ns + k * (spec->sleep_ns + spec->work_ns);
}

static void read_task(const struct run *run, const struct slot *slot, int64_t k,
                      struct latency *latency, struct record *record) {
    int64_t wake_ns = slot->woke_ns - slot->start_ns - run->spec->sleep_ns;

    histogram_add(&latency->metric[LATENCY_WAKE], wake_ns);
    histogram_add(&latency->metric[LATENCY_RESPONSE],
                  slot->end_ns - intended_ns(run, slot->worker, k));
    record->wake_ns += wake_ns;
    record->work_time_ns += slot->end_ns - slot->woke_ns;
}

/* One worker's tasks, in order. */
static void read_worker(const struct run *run, const struct slot **slots, int64_t count,
                        struct latency *latency, struct record *record) {
    record->lead_in_ns += slots[0]->start_ns - run->start_ns;
    record->tail_ns += run->end_ns - slots[count - 1]->end_ns;
    for (int64_t k = 0; k < count; k++) {
        read_task(run, slots[k], k, latency, record);
        if (k > 0) {
            int64_t gap_ns = slots[k]->start_ns - slots[k - 1]->end_ns;

            histogram_add(&latency->metric[LATENCY_GAP], gap_ns);
            record->gap_ns += gap_ns;
        }
    }
}

void anatomy_read(const struct run *run, struct latency *latency, struct record *record) {
    const struct slot **order;
    int64_t total_ns = run->end_ns - run->start_ns;

    if (!run->slots || run->tasks_done != run->spec->tasks)
        return;
    order = workers_order(run);
    record->wake_ns = record->work_time_ns = record->gap_ns = record->lead_in_ns = 0;
    record->tail_ns = (run->spec->concurrency - run->workers_used) * total_ns;
    for (int64_t first = 0, next; first < run->spec->tasks; first = next) {
        for (next = first + 1;
             next < run->spec->tasks && order[next]->worker == order[first]->worker;)
            next++;
        read_worker(run, order + first, next - first, latency, record);
    }
    free(order);
}
