/* The task that does nothing, so that only the harness itself is measured: the queue and the
 * time stamps. */
#include "task/task.h"

const struct task task_nop = {
    .name = "nop",
    .help = "do nothing: measures the harness itself",
    .foreign = true,
    .waits = false,
};
