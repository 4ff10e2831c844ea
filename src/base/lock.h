/* One sweep at a time on a machine: two would measure each other. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/* Folders for the file crossover.lock, best first; ends with NULL. The same for every user and
 * database on the machine. */
extern const char *const lock_folders[];

/* Lock the machine with the file in the first of those folders that can hold it: *fd holds the lock
 * until it is closed or the process ends. *taken is false when another sweep has it. Anything there
 * that is not a regular file (a FIFO, a link, a device) is skipped. -1 with ERR_STORE when no
 * folder can hold it, or the kernel grants no locks. */
int lock_try(const char *const *folders, int *fd, bool *taken, struct err *err);

/* Wait for the lock of lock_try(); -1 with ERR_INTERRUPTED when a signal came, with ERR_STORE when
 * the kernel grants no locks. interrupt_arm() has been called. */
int lock_wait(int fd, struct err *err);

#endif
