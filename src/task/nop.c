/* The task that does nothing: what is left is the ruler itself, the queue and the stamps. */
#include "task/task.h"

const struct task task_nop = {
    .name = "nop",
    .help = "do nothing: measures the harness itself",
    .foreign = true,
    .waits = false,
};
