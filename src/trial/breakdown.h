/* Where a trial's time went, from the times of its tasks; pure. */
#ifndef TRIAL_BREAKDOWN_H
#define TRIAL_BREAKDOWN_H

#include "model/model.h"
#include "record/latency.h"

/* When the plan wants the tasks of that trial to start; start_ns is left to the one who knows t0.
 */
struct intent breakdown_intent(const struct spec *spec);

/* Fill the histograms and the parts of the record (wake, work_time, gap, lead_in, tail) from the
 * slots of a whole run, or from what was counted directly; nothing when it has neither. The parts
 * are exact by construction:
 *
 *     worker:  t0 |lead-in| wait . wake . work |gap| wait . wake . work | tail | t1
 *
 *     concurrency * total = tasks * sleep + wake + work_time + gap + lead_in + tail
 *
 * so that overhead = 1 + (their sum) / (tasks * sleep). A worker that ran nothing is all tail. The
 * k-th task of a worker is intended at t0 + its phase + k * (sleep + work). */
void breakdown_read(const struct run *run, struct latency *latency, struct record *record);

#endif
