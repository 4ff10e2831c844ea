/* One trial in its own process. The spec goes in and the record comes out through one page of
 * shared memory, whose last field says that the record is whole. */
#ifndef TRIAL_TRIAL_H
#define TRIAL_TRIAL_H

/* The child's main: perform the trial asked for in the page on TRIAL_PAGE_FD. Returns the exit
 * status of the process, which is 0 whenever the record is whole. */
int trial_main(void);

#endif
