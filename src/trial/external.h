/* A trial performed by a foreign program. It is run once, without a shell, as
 *
 *     COMMAND -t SLEEP_MS -c CONCURRENCY -n TASKS
 *
 * and prints one line as the study's own script did, optionally with more:
 *
 *     model<TAB>sleep ms<TAB>concurrency<TAB>tasks<TAB>total s[<TAB>key=value ...]
 *
 * keys: spawn, burst (s), shortest_wait (ns), workers_used, greatest_in_flight, steady, runtime. What CPU,
 * memory, switches and faults it cost is the kernel's account of it and its children. */
#ifndef TRIAL_EXTERNAL_H
#define TRIAL_EXTERNAL_H

#include "base/record.h"

#include <stddef.h>

/* Run it in a child of this process, and fill the record; whatever it does or prints, the record has a
 * status and, where that is not ok, a sentence. */
void external_perform(const struct spec *spec, struct record *record);

/* Fill the record from what the program printed: all of it, length bytes. Pure. */
void external_read(const char *printed, size_t length, const struct spec *spec,
                   struct record *record);

#endif
