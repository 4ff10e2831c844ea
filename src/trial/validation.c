#include "trial/validation.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/units.h"

#include <stdio.h>
#include <stdlib.h>

static int by_time(const void *a, const void *b) {
    const int64_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

/* One field of every slot, in ascending order. Owned by the caller. */
static int64_t *sorted_times(const struct run *run, size_t offset) {
    size_t count = (size_t)run->spec->tasks;
    int64_t *times = memory_resize(NULL, count, sizeof *times);

    for (size_t i = 0; i < count; i++)
        times[i] = *(const int64_t *)((const char *)&run->slots[i] + offset);
    qsort(times, count, sizeof *times, by_time);
    return times;
}

/* Walks along both lists: a start adds a task in flight, an end removes one. At equal times the end
 * comes first, because a worker's next task may start at the same clock reading at which its
 * previous one ended. */
static int64_t greatest_in_flight(const int64_t *starts, const int64_t *ends, int64_t count) {
    int64_t greatest = 0, ended = 0;

    for (int64_t started = 0; started < count; started++) {
        while (ends[ended] <= starts[started] && ended < started)
            ended++;
        if (started + 1 - ended > greatest)
            greatest = started + 1 - ended;
    }
    return greatest;
}

static int64_t shortest_wait(const struct run *run) {
    int64_t shortest = INT64_MAX;

    for (int64_t i = 0; i < run->spec->tasks; i++) {
        int64_t wait = run->slots[i].times.woke_ns - run->slots[i].times.start_ns;

        if (wait < shortest)
            shortest = wait;
    }
    return shortest;
}

/* The overhead between the N/2-th and the (N-c)-th completion; NAN if it is undefined. ends[]
 * counts from 0. */
static double steady_overhead(const struct spec *spec, const int64_t *ends) {
    int64_t from = spec->tasks / 2, to = spec->tasks - spec->concurrency;
    double ideal_ns = (double)spec->sleep_ns * (double)(to - from) / (double)spec->concurrency;

    if (spec->tasks < 4 * spec->concurrency || spec->sleep_ns == 0)
        return NAN;
    return (double)(ends[to - 1] - ends[from - 1]) / ideal_ns;
}

static void read_slots(const struct run *run, struct record *record) {
    const struct spec *spec = run->spec;
    int64_t *starts = sorted_times(run, offsetof(struct slot, times.start_ns));
    int64_t *ends = sorted_times(run, offsetof(struct slot, times.end_ns));

    record->shortest_wait_ns = shortest_wait(run);
    record->greatest_in_flight = greatest_in_flight(starts, ends, spec->tasks);
    record->steady = steady_overhead(spec, ends);
    if (spec->tasks >= spec->concurrency)
        record->burst_ns = ends[spec->concurrency - 1] - run->start_ns - spec->sleep_ns;
    free(starts);
    free(ends);
}

/* The shortest wait when times were added up directly. These have no order, so steady, burst and
 * the number of tasks in flight are unknown. */
static int64_t shortest_of_direct(const struct run *run) {
    struct extent wake = {0};

    for (int64_t i = 0; i < run->direct->shard_count; i++)
        extent_merge(&wake, &run->direct->shards[i].metric[LATENCY_WAKE].exact);
    for (int64_t i = 0; i < run->spec->concurrency; i++)
        extent_merge(&wake, &run->direct->tallies[i].metric[LATENCY_WAKE]);
    return wake.least + run->spec->sleep_ns;
}

void validation_judge(const struct spec *spec, struct record *record) {
    record->status = STATUS_OK;
    if (record->tasks_done != spec->tasks)
        record_fail(record, STATUS_UNEVEN, "%lld tasks were done, %lld were asked for",
                    (long long)record->tasks_done, (long long)spec->tasks);
    else if (record->greatest_in_flight != NO_VALUE &&
             record->greatest_in_flight > spec->concurrency)
        record_fail(record, STATUS_UNEVEN, "%lld tasks were in flight at once with %lld workers",
                    (long long)record->greatest_in_flight, (long long)spec->concurrency);
    else if (spec->tasks > 0 && record->shortest_wait_ns != NO_VALUE &&
             record->shortest_wait_ns < spec->sleep_ns)
        record_fail(record, STATUS_SHORT, "a sleep lasted %lld ns, %lld ns were asked for",
                    (long long)record->shortest_wait_ns, (long long)spec->sleep_ns);
}

void validation_fill(const struct run *run, struct record *record) {
    const struct spec *spec = run->spec;

    record->tasks_done = run->tasks_done;
    record->workers = run->workers;
    record->workers_used = run->workers_used;
    if (run->slots && run->tasks_done == spec->tasks)
        read_slots(run, record);
    if (run->direct && run->tasks_done == spec->tasks)
        record->shortest_wait_ns = shortest_of_direct(run);

    validation_judge(spec, record);
}
