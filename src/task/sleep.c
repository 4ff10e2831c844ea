/* The task of the 2012 study: wait for a timer. */
#include "task/task.h"

static void sleep_run(struct runtime *runtime, int64_t sleep_ns, struct wait *wait) {
    runtime->sleep(runtime, sleep_ns, wait);
}

const struct task task_sleep = {
    .name = "sleep",
    .help = "wait for a timer of --sleep",
    .waits = true,
    .run = sleep_run,
};
