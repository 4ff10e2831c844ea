#include "analysis/dataset/curves.h"

#include <string.h>

const struct curve *group_curve(const struct group *group, const char *model) {
    for (size_t i = 0; i < group->count; i++)
        if (!strcmp(group->curves[i].model, model))
            return &group->curves[i];
    return NULL;
}

size_t curve_figures(const struct curve *curve) {
    size_t count = 0;

    for (size_t i = 0; i < curve->count; i++)
        count += curve->cells[i].figure_count;
    return count;
}
