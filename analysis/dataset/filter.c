#include "analysis/dataset/filter.h"

#include "base/memory.h"
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

struct filter filter_default(void) {
    return (struct filter){.sleep_ns = NO_VALUE,
                           .work_ns = NO_VALUE,
                           .tasks = NO_VALUE,
                           .per_worker = NO_VALUE,
                           .phase = -1};
}

int filter_set_models(struct filter *filter, const char *list) {
    char *rest, *name;

    free(filter->model_list);
    filter->model_list = memory_copy_text(list);
    filter->model_count = 0;
    for (rest = filter->model_list; (name = strsep(&rest, ","));) {
        if (!*name || filter->model_count == FILTER_MODELS)
            return -1;
        filter->models[filter->model_count++] = name;
    }
    return 0;
}

static void add(int64_t **list, size_t *count, int64_t id) {
    *list = memory_resize(*list, *count + 1, sizeof **list);
    (*list)[(*count)++] = id;
}

void filter_add_sweep(struct filter *filter, int64_t id) {
    add(&filter->sweeps, &filter->sweep_count, id);
}

void filter_exclude_sweep(struct filter *filter, int64_t id) {
    add(&filter->excluded, &filter->excluded_count, id);
}

void filter_free(struct filter *filter) {
    free(filter->model_list);
    free(filter->sweeps);
    free(filter->excluded);
}
