#include "analysis/metric.h"

#include <stddef.h>

const struct metric_facts metrics[METRIC_COUNT] = {
    [METRIC_OVERHEAD] = {"overhead", "TIME", "overhead: total time over ideal", "", 1,
                         "mean_overhead"},
    [METRIC_STEADY] = {"steady", "STEADY", "overhead in steady state", "", 1, "mean_steady"},
    [METRIC_CPU] = {"cpu", "CPU", "CPU per task (us)", "us per task", 1e6, "cpu_per_task"},
    [METRIC_MEMORY] = {"memory", "MEMORY", "memory per worker (KB), kernel included",
                       "KB per worker", 1.0 / 1024, "memory_per_worker"},
    [METRIC_P99] = {"p99", "P99", "99th percentile of the response (ms)", "ms", 1e3, NULL},
};
