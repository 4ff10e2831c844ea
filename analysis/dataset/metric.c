#include "analysis/dataset/metric.h"

#include <stddef.h>

const struct metric_facts metrics[METRIC_COUNT] = {
    [METRIC_OVERHEAD] = {"overhead", "TIME", "elapsed time / ideal time", "", 1, "is", "slower",
                         "faster"},
    [METRIC_STEADY] = {"steady", "STEADY", "elapsed time / ideal time, in steady state", "", 1,
                       "is", "slower", "faster"},
    [METRIC_CPU] = {"cpu", "CPU", "CPU per task (us)", "us per task", 1e6, "uses", "more", "less"},
    [METRIC_MEMORY] = {"memory", "MEMORY", "memory per worker (KiB), kernel included",
                       "KiB per worker", 1.0 / 1024, "uses", "more", "less"},
    [METRIC_P99] = {"p99", "P99", "99th percentile of the response (ms)", "ms", 1e3, "is", "slower",
                    "faster"},
};
