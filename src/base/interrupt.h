/* Ctrl-C and its relatives (SIGINT, SIGTERM, SIGHUP): they set a flag, and end a wait that was told
 * to be ended. They are blocked otherwise, so that none is missed between a look and a wait. */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/* From now on the signals only set the flag. A closed pipe (SIGPIPE) becomes an error of write().
 */
void interrupt_arm(void);

/* True when one has come. */
bool interrupt_requested(void);

/* The mask under which the signals may come, for ppoll() and its like; static. */
const sigset_t *interrupt_open_mask(void);

/* From now on, exceeding the file size limit (ulimit -f) makes write() fail instead of ending the
 * process. */
void interrupt_keep_file_limit(void);

/* Back to what a program finds at its start; for a child before it executes another. */
void interrupt_disarm(void);

#endif
