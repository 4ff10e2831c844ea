/* The task of the 2012 study: wait for a timer. */
#include "task/task.h"

static int sleep_run(struct runtime *runtime, const struct peer *peer, struct line *line,
                     int64_t sleep_ns, struct wait *wait) {
    (void)peer, (void)line;
    runtime->sleep(runtime, sleep_ns, wait);
    return 0;
}

const struct task task_sleep = {
    .name = "sleep",
    .help = "wait for a timer of --sleep",
    .foreign = true,
    .waits = true,
    .run = sleep_run,
};
