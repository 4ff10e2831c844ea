/* Processes that a foreign program started and left behind. Of a process that is a subreaper they become children,
 * wherever they went: a session or a process group of their own does not hide them. */
#ifndef TRIAL_STRAYS_H
#define TRIAL_STRAYS_H

/* End all children of this process, and theirs, which become its own, and wait until they are gone. Returns how many of
 * them were still running. What may not be killed, since it belongs to another user, is left. Safe in a signal handler.
 * To be called by the process's first thread, whose children they become. */
int strays_end(void);

#endif
