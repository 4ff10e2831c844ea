/* The end of a sweep: the answer that the history now gives. */
#ifndef ANALYSIS_REPORT_ENDING_H
#define ANALYSIS_REPORT_ENDING_H

#include "base/err.h"

/* Prints to stdout the sentences about the conditions of the newest sweep, and the command that
 * shows more. Prints nothing if there is no pair to compare. Returns -1 and sets *err on failure.
 */
int ending_print(const char *db, struct err *err);

#endif
