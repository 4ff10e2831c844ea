/* Allows one sweep at a time on a machine: two would distort each other's measurements. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/* Folders for the file crossover.lock, the preferred one first. Ends with NULL. The same for all
 * users and databases of the machine. */
extern const char *const lock_folders[];

/* Locks the machine with the file in the first of the folders that can hold it. *fd holds the lock
 * until it is closed or the process ends; *taken is false if another sweep holds the lock. Skips
 * anything that is not a regular file (a FIFO, a link, a device). Returns -1 and sets *err
 * (ERR_STORE) if no folder can hold the file or the kernel grants no locks. */
int lock_try(const char *const *folders, int *fd, bool *taken, struct err *err);

/* Waits for the lock that lock_try() did not get. Returns -1 and sets *err if a signal arrived
 * (ERR_INTERRUPTED) or the kernel grants no locks (ERR_STORE). Call interrupt_arm() first. */
int lock_wait(int fd, struct err *err);

#endif
