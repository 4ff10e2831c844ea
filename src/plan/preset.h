/* Predefined settings, used for options that the user does not give. */
#ifndef PLAN_PRESET_H
#define PLAN_PRESET_H

#include "record/record.h"

#define PRESET_WORKS 2

/* Static and constant. */
struct preset {
    const char *name;
    const char *help;
    const char *levels; /* as for --concurrency; NULL: 1, 2, 5 … until threads run out of CPU */
    int64_t top;        /* … and at most this; used only if levels is NULL */
    bool dense;         /* … and from 100 on nine a decade */
    int64_t tasks, per_worker; /* one of them is NO_VALUE */
    int64_t trials;            /* per model and level */
    int64_t work_ns[PRESET_WORKS];
    size_t work_count;
    enum phase phase;
};

/* All presets, the default first. Ends with a row whose name is NULL. */
extern const struct preset presets[];

/* Returns the preset of that name; NULL if there is none. */
const struct preset *preset_find(const char *name);

#endif
