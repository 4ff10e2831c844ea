/* A trial performed by a foreign program. The program runs once, without a shell. study_line.h
 * describes its arguments and its output, and stamps.h how it can prove more. Its CPU, memory,
 * switches and faults are those that the kernel accounts to it and its children, from its start to
 * its end.
 *
 * Nothing of the program outlives the runner, however the runner ends: neither what the program
 * starts in turn, nor what moves to a session of its own. Three cases are not covered: runner and
 * the trial's process are killed (SIGKILL) at the same moment, which leaves the program's own
 * children; a child of the program runs as another user and cannot be killed; a child forks faster
 * than it can be killed. */
#ifndef TRIAL_EXTERNAL_H
#define TRIAL_EXTERNAL_H

#include "trial/page.h"

/* Runs the program in a child of this process and fills the record. Whatever the program does
 * or prints, the record gets a status and, unless that is ok, a sentence. `resident` (without
 * the program's stamps), `page_tables` and `kernel_stacks` are the program's own maxima; the
 * caller subtracts what a start-up needs. The page's latencies are filled if the program
 * stamped its tasks. */
void external_perform(struct trial_page *page, struct record *record);

#endif
