/* The task that does nothing: what is left is the ruler itself, the queue and the stamps. */
#include "task/task.h"

static int nop_run(struct runtime *runtime, const struct peer *peer, struct line *line,
                   int64_t sleep_ns, struct wait *wait) {
    (void)peer, (void)line, (void)sleep_ns;
    wait->start_ns = wait->end_ns = runtime->now(runtime);
    return 0;
}

const struct task task_nop = {
    .name = "nop",
    .help = "do nothing: measures the harness itself",
    .foreign = true,
    .waits = false,
    .run = nop_run,
};
