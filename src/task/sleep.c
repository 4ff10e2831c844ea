/* The task of the 2012 study: it waits for a timer. */
#include "task/task.h"

const struct task task_sleep = {
    .name = "sleep",
    .help = "wait for a timer (--sleep)",
    .foreign = true,
    .waits = true,
};
