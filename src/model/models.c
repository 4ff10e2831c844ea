#include "model/model.h"

#include <string.h>

const struct model *const models[] = {
    &model_thread,
    &model_coroutine,
    &model_thread_static,
    &model_thread_cond,
    &model_coroutine_mn,
    &model_coroutine_evtimer,
    &model_coroutine_ucontext,
    &model_event,
    &model_serial,
    &model_gevent,
    &model_gevent_pool,
    &model_python_thread,
    &model_asyncio,
    &model_go,
    &model_node,
    &model_tokio,
    &model_libuv,
    &model_state_threads,
    NULL,
};

struct needs needs_of(const struct model *model, const struct task *task) {
    struct needs needs = model->needs;

    needs.descriptors += task->descriptors;
    needs.ports += task->ports;
    return needs;
}

int64_t model_threads(const struct model *model) {
    return model->command ? NO_VALUE : model->needs.threads > 0;
}

const struct model *model_find(const char *name) {
    for (const struct model *const *model = models; *model; model++)
        if (!strcmp((*model)->name, name))
            return *model;
    return NULL;
}
