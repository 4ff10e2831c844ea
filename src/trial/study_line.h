/* A foreign program's arguments and output. Pure functions. The program is run as
 *
 *     COMMAND -t SLEEP_MS -c CONCURRENCY -n TASKS
 *
 * and, only if a sweep departs from the study, also with -w WORK_MS, -p spread, -q CAPACITY, -k
 * tcp. It prints one line as the study's own script did, optionally with more fields:
 *
 *     model<TAB>sleep ms<TAB>concurrency<TAB>tasks<TAB>total s[<TAB>key=value ...]
 *
 * Keys: spawn, burst, cpu (in s; cpu is what its tasks used), shortest_wait (ns), workers_used,
 * greatest_in_flight, steady, runtime; start, see stamps.h; and work, phase, queue, kind, which
 * repeat -w, -p, -q, -k: a program that does not repeat them may not have obeyed them, so its
 * row is an error. A program that cannot create its workers reports that on stderr and exits
 * with 71 (EX_OSERR). */
#ifndef TRIAL_STUDY_LINE_H
#define TRIAL_STUDY_LINE_H

#include "record/record.h"

#include <stddef.h>

enum { STUDY_ARGUMENTS = 7 };

/* One option on the command line. */
struct study_argument {
    const char *option;
    const char *key;    /* the key that repeats it in the answer; NULL if a column does */
    const char *remedy; /* what to ask of runner instead */
    char value[32];
};

/* Sets the options for that trial. Returns how many there are. */
size_t study_line_ask(const struct spec *spec, struct study_argument arguments[STUDY_ARGUMENTS]);

/* Output of this many bytes or more is not the line of a trial. */
enum { STUDY_LINE_MOST = 65536 };

/* Fills the record from everything that the program printed, length bytes. Adds a sentence if the
 * status is error. *start_ns is set to the program's `start`, or NO_VALUE. */
void study_line_read(const char *printed, size_t length, const struct spec *spec,
                     struct record *record, int64_t *start_ns);

#endif
