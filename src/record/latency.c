#include "record/latency.h"

#include "base/clock.h"

#include <stddef.h>

const char *const latency_names[] = {"wake", "gap", "response", "server", NULL};

static void note(struct tally *tally, struct latency *latency, bool alone,
                 enum latency_metric metric, int64_t value) {
    extent_add(alone ? &latency->metric[metric].exact : &tally->metric[metric], value);
    histogram_count(&latency->metric[metric], value, alone);
}

void tally_task(struct tally *tally, struct latency *latency, bool alone,
                const struct intent *intent, int64_t worker, const struct times *times) {
    if (tally->tasks++ == 0) {
        tally->first_start_ns = times->start_ns;
        tally->intended_ns =
            intent->start_ns + clock_scaled(intent->phase_ns, worker, intent->workers);
    } else {
        note(tally, latency, alone, LATENCY_GAP, times->start_ns - tally->last_end_ns);
    }
    note(tally, latency, alone, LATENCY_WAKE, times->woke_ns - times->start_ns - intent->sleep_ns);
    note(tally, latency, alone, LATENCY_RESPONSE, times->end_ns - tally->intended_ns);
    tally->intended_ns += intent->period_ns;
    tally->work_time_ns += times->end_ns - times->woke_ns;
    tally->last_end_ns = times->end_ns;
}

void tally_close(const struct tally *tally, struct latency *latency) {
    for (int i = 0; i < LATENCY_TASK_METRICS; i++)
        extent_merge(&latency->metric[i].exact, &tally->metric[i]);
}
