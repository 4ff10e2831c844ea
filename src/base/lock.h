/* One sweep at a time on a machine: two would measure each other. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/* Take the machine's turn: *fd holds it until it is closed or the process ends. *taken is false
 * when another sweep has it. -1 when the lock file cannot be had. */
int lock_try(int *fd, bool *taken, struct err *err);

/* Wait for it; -1 with ERR_INTERRUPTED when a signal came. interrupt_arm() has been called. */
int lock_wait(int fd, struct err *err);

#endif
