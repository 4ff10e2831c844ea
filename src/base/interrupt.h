/* Ctrl-C and related signals (SIGINT, SIGTERM, SIGHUP). They set a flag and end a wait that uses
 * interrupt_open_mask(). At all other times they are blocked, so that none is lost between checking
 * the flag and waiting. */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/* Makes the signals set the flag only. Writing to a closed pipe (SIGPIPE) becomes an error of
 * write(). */
void interrupt_arm(void);

/* Returns true if one of the signals has arrived. */
bool interrupt_requested(void);

/* Returns the signal mask that lets the signals through, for ppoll() and similar calls. Static. */
const sigset_t *interrupt_open_mask(void);

/* Makes write() fail when the file size limit (ulimit -f) is exceeded, instead of ending the
 * process. */
void interrupt_keep_file_limit(void);

/* Restores the signal handling of a newly started program. Call it in a child before exec. */
void interrupt_disarm(void);

#endif
