/* A trial performed by a foreign program. It is run once, without a shell; study_line.h tells how
 * it is asked and how it answers, stamps.h how it may prove more. What CPU, memory, switches and
 * faults it cost is the kernel's account of it and its children, from its start to its end.
 *
 * Nothing of it outlives the runner, however that ends: not what it started in turn, and not what
 * went into a session of its own. Three things cannot be covered: runner and the trial's process
 * killed (SIGKILL) at the same moment, which leaves the program's own children; a program's child
 * that runs as another user, which may not be killed; and one that forks faster than it can be
 * killed. */
#ifndef TRIAL_EXTERNAL_H
#define TRIAL_EXTERNAL_H

#include "trial/page.h"

/* Run it in a child of this process, and fill the record; whatever it does or prints, the record
 * has a status and, where that is not ok, a sentence. `resident` (without its stamps),
 * `page_tables` and `kernel_stacks` are the most that the program itself had: what a start-up takes
 * is for the caller to take off. The page's latencies are filled where it stamped its tasks. */
void external_perform(struct trial_page *page, struct record *record);

#endif
