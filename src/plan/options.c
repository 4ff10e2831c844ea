#include "plan/options.h"

#include <math.h>
#include <stdlib.h>

const char *const order_names[] = {"rounds", "study", NULL};

struct options options_default(void) {
    return (struct options){
        .db = "results.db",
        .preset = &presets[0],
        .models = {&model_thread, &model_coroutine},
        .model_count = 2,
        .task = &task_sleep,
        .tasks = NO_VALUE,
        .per_worker = NO_VALUE,
        .sleep_ns = NO_VALUE,
        .lateness_ns = 50 * NS_PER_US,
        .queue = NO_VALUE,
        .stack_bytes = NO_VALUE,
        .timeout_ns = NO_VALUE,
        .most_ns = NO_VALUE,
        .resume_id = NO_VALUE,
        .find_within = NAN,
        .trials = NO_VALUE,
        .seed = NO_VALUE,
        .phase = -1,
        .task_times = true,
    };
}

bool options_find(const struct options *options) {
    return !isnan(options->find_within);
}

void options_free(struct options *options) {
    while (options->foreign) {
        struct foreign_model *next = options->foreign->next;

        free(options->foreign);
        options->foreign = next;
    }
    levels_free(&options->levels);
}
