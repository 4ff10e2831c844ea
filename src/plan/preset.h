/* Ready-made designs: what the options are when the user does not say. */
#ifndef PLAN_PRESET_H
#define PLAN_PRESET_H

#include "record/record.h"

#define PRESET_WORKS 2

/* Static and constant. */
struct preset {
    const char *name;
    const char *help;
    const char *levels; /* as --concurrency; NULL: 1, 2, 5 … up to where threads run out of CPU */
    int64_t top;        /* … but never above; used without levels only */
    int64_t tasks, per_worker; /* one of them is NO_VALUE */
    int64_t trials;            /* per model and level */
    int64_t work_ns[PRESET_WORKS];
    size_t work_count;
    enum phase phase;
};

/* Every preset, the default first; ends with a row whose name is NULL. */
extern const struct preset presets[];

/* The preset of that name, or NULL. */
const struct preset *preset_find(const char *name);

#endif
