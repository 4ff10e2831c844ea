#include "plan/preset.h"

#include "plan/levels.h"

#include <string.h>

const struct preset presets[] = {
    {
        .name = "quick",
        .help = "as services wait: starts spread, 40 tasks per worker, without and with 20 us of "
                "work, 1 to 1,000; a minute (default)",
        .top = 1000,
        .dense = true,
        .tasks = NO_VALUE,
        .per_worker = 40,
        .trials = 5,
        .work_ns = {0, 20 * NS_PER_US},
        .work_count = 2,
        .phase = PHASE_SPREAD,
    },
    {
        .name = "service",
        .help = "the same with 60 tasks per worker, up to where threads run out of CPU",
        .top = LEVEL_CONCURRENCY,
        .tasks = NO_VALUE,
        .per_worker = 60,
        .trials = 5,
        .work_ns = {0, 20 * NS_PER_US},
        .work_count = 2,
        .phase = PHASE_SPREAD,
    },
    {
        .name = "study-2012",
        .help = "the 2012 study: 101 levels up to 1,000, 10,000 tasks each, all start together",
        .levels = "1,10:1000:10",
        .tasks = 10000,
        .per_worker = NO_VALUE,
        .trials = 3,
        .work_ns = {0},
        .work_count = 1,
        .phase = PHASE_LOCKSTEP,
    },
    {0},
};

const struct preset *preset_find(const char *name) {
    for (const struct preset *preset = presets; preset->name; preset++)
        if (!strcmp(preset->name, name))
            return preset;
    return NULL;
}
