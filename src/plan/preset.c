#include "plan/preset.h"

#include "plan/levels.h"

#include <string.h>

const struct preset presets[] = {
    {
        .name = "study-2012",
        .help = "the 2012 study: 101 levels up to 1,000, 10,000 tasks each, all at once (default)",
        .levels = "1,10:1000:10",
        .tasks = 10000,
        .per_worker = NO_VALUE,
        .trials = 3,
        .work_ns = {0},
        .work_count = 1,
        .phase = PHASE_LOCKSTEP,
    },
    {
        .name = "service",
        .help =
            "as services wait: workers spread out, 60 tasks each, without and with 20 us of work, "
            "up to where threads run out of CPU",
        .top = LEVEL_CONCURRENCY,
        .tasks = NO_VALUE,
        .per_worker = 60,
        .trials = 5,
        .work_ns = {0, 20 * NS_PER_US},
        .work_count = 2,
        .phase = PHASE_SPREAD,
    },
    {
        .name = "quick",
        .help = "service up to 1,000 at most, 40 tasks per worker: answers in under a minute",
        .top = 1000,
        .tasks = NO_VALUE,
        .per_worker = 40,
        .trials = 5,
        .work_ns = {0, 20 * NS_PER_US},
        .work_count = 2,
        .phase = PHASE_SPREAD,
    },
    {0},
};

const struct preset *preset_find(const char *name) {
    for (const struct preset *preset = presets; preset->name; preset++)
        if (!strcmp(preset->name, name))
            return preset;
    return NULL;
}
