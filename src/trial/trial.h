/* One trial in its own process. It reads the spec from a page of memory shared with runner and
 * writes the record there; the last field of the page is set when the record is complete. */
#ifndef TRIAL_TRIAL_H
#define TRIAL_TRIAL_H

/* The child's main function: performs the trial described in the page on TRIAL_PAGE_FD. Returns the
 * exit status of the process, which is 0 whenever the record is complete. */
int trial_main(void);

#endif
