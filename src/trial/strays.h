/* Processes that a foreign program started and left behind. They become children of a subreaper
 * process even if they are in a session or process group of their own. */
#ifndef TRIAL_STRAYS_H
#define TRIAL_STRAYS_H

/* End all children of this process, and theirs, which become its own, and wait until they are gone.
 * Returns how many of them were still running. What may not be killed, since it belongs to another
 * user, is left. Safe in a signal handler. To be called by the process's first thread, whose
 * children they become. */
int strays_end(void);

#endif
