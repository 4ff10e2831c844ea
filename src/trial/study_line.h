/* What a foreign program is told and what it answers; pure. It is run as
 *
 *     COMMAND -t SLEEP_MS -c CONCURRENCY -n TASKS
 *
 * and, only where a sweep departs from the study, with -w WORK_MS, -p spread, -q CAPACITY, -k tcp
 * too. It prints one line as the study's own script did, optionally with more:
 *
 *     model<TAB>sleep ms<TAB>concurrency<TAB>tasks<TAB>total s[<TAB>key=value ...]
 *
 * keys: spawn, burst, cpu (s; what its tasks took of it), shortest_wait (ns), workers_used,
 * greatest_in_flight, steady, runtime; start, see stamps.h; and work, phase, queue, kind, which
 * repeat -w, -p, -q, -k: a program that does not say so may not have done it, and its row is an
 * error. One that cannot have its workers says so on stderr and exits with 71 (EX_OSERR). */
#ifndef TRIAL_STUDY_LINE_H
#define TRIAL_STUDY_LINE_H

#include "record/record.h"

#include <stddef.h>

enum { STUDY_ARGUMENTS = 7 };

/* One option of the command line. */
struct study_argument {
    const char *option;
    const char *key;    /* under which the answer repeats it; NULL: in the columns */
    const char *remedy; /* how to ask for less */
    char value[32];
};

/* Fill in the options for that trial; returns how many. */
size_t study_line_ask(const struct spec *spec, struct study_argument arguments[STUDY_ARGUMENTS]);

/* More than this is no line of a trial. */
enum { STUDY_LINE_MOST = 65536 };

/* Fill the record from what the program printed: all of it, length bytes. A status of error has a
 * sentence. *start_ns is what it gives as `start`, or NO_VALUE. */
void study_line_read(const char *printed, size_t length, const struct spec *spec,
                     struct record *record, int64_t *start_ns);

#endif
