/* What models share whose workers are coroutines of our own engine. */
#ifndef MODEL_COROUTINE_H
#define MODEL_COROUTINE_H

#include "coroutine/scheduler.h"
#include "record/record.h"
#include "task/runtime.h"

/* What a worker, or the producer, needs to begin as a coroutine; lives until it has. */
struct spawn {
    struct runtime *runtime;
    int64_t worker;
    worker_body *body;
    void *context;
};

/* A coroutine's body; the argument is its struct spawn. */
void spawn_begin(void *spawn);

/* How a trial wants its schedulers; the capacity is left to the model. */
struct scheduler_config scheduler_config_of(const struct spec *spec);

#endif
