#include "analysis/dataset/metric.h"

#include <stddef.h>

const struct metric_facts metrics[METRIC_COUNT] = {
    [METRIC_OVERHEAD] = {"overhead", "TIME", "overhead: total time over ideal", "", 1},
    [METRIC_STEADY] = {"steady", "STEADY", "overhead in steady state", "", 1},
    [METRIC_CPU] = {"cpu", "CPU", "CPU per task (us)", "us per task", 1e6},
    [METRIC_MEMORY] = {"memory", "MEMORY", "memory per worker (KB), kernel included",
                       "KB per worker", 1.0 / 1024},
    [METRIC_P99] = {"p99", "P99", "99th percentile of the response (ms)", "ms", 1e3},
};
