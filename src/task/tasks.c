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

/* Asks the server and waits for its answer. Not inlined: its stack frame would enlarge that of
 * every worker that only sleeps. */
static __attribute__((noinline)) int exchange(const struct task *task, struct runtime *runtime,
                                              const struct peer *peer,
                                              struct connection *connection, struct wait *wait) {
    int heard = 0;

    wait->start_ns = runtime->now(runtime);
    if (task->ask(peer, connection, wait->start_ns))
        return -1;
    while (heard == 0) {
        runtime->await(runtime, connection->fd);
        heard = task->hear(connection);
    }
    wait->end_ns = runtime->now(runtime);
    return heard > 0 ? 0 : -1;
}

int task_run(const struct task *task, struct runtime *runtime, const struct peer *peer,
             struct connection *connection, int64_t sleep_ns, struct wait *wait) {
    if (task->served)
        return exchange(task, runtime, peer, connection, wait);
    if (task->waits)
        runtime->sleep(runtime, sleep_ns, wait);
    else
        wait->start_ns = wait->end_ns = runtime->now(runtime);
    return 0;
}
