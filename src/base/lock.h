/* One sweep at a time on a machine: two would measure each other. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/* Where the file crossover.lock may be, best first; ends with NULL. The same for every user and every database of the
 * machine. */
extern const char *const lock_folders[];

/* Take the machine's turn by the file in the first of those folders that can hold it: *fd holds it until it is closed
 * or the process ends. *taken is false when another sweep has it. What others may have put there instead of a regular
 * file (a FIFO, a link, a device) is passed over. -1 with ERR_STORE when no folder can hold it, or the kernel grants
 * no locks. */
int lock_try(const char *const *folders, int *fd, bool *taken, struct err *err);

/* Wait for the lock of lock_try(); -1 with ERR_INTERRUPTED when a signal came, with ERR_STORE when the kernel grants no
 * locks. interrupt_arm() has been called. */
int lock_wait(int fd, struct err *err);

#endif
