/* Processes that a foreign program has started and left behind. They become children of a subreaper
 * process even if they are in their own session or process group. */
#ifndef TRIAL_STRAYS_H
#define TRIAL_STRAYS_H

/* Ends all children of this process, and their children, which then become its own, and waits until
 * they are gone. Returns how many were still running. Leaves processes that may not be killed,
 * because they belong to another user. Safe in a signal handler. Must be called by the process's
 * first thread, because orphans become children of that thread. */
int strays_end(void);

#endif
