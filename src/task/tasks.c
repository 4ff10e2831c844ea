#include "task/task.h"

#include <string.h>

const struct task *const tasks[] = {
    &task_sleep, &task_nop, &task_pipe, &task_tcp, NULL,
};

const struct task *task_find(const char *name) {
    for (const struct task *const *task = tasks; *task; task++)
        if (!strcmp((*task)->name, name))
            return *task;
    return NULL;
}
