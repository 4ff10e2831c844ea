/* What the models whose workers are coroutines of our own engine share. */
#ifndef MODEL_COROUTINE_H
#define MODEL_COROUTINE_H

#include "coroutine/scheduler.h"
#include "record/record.h"
#include "task/runtime.h"

/* What a worker or the producer needs to start as a coroutine. Must live until it has started. */
struct spawn {
    struct runtime *runtime;
    int64_t worker;
    worker_body *body;
    void *context;
};

/* The body of a coroutine; the argument is its struct spawn. */
void spawn_begin(void *spawn);

/* The configuration of a trial's schedulers. The capacity is left to the model. */
struct scheduler_config scheduler_config_of(const struct spec *spec);

#endif
