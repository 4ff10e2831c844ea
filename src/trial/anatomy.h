/* Where a trial's time went, from the times of its tasks; pure. */
#ifndef TRIAL_ANATOMY_H
#define TRIAL_ANATOMY_H

#include "base/latency.h"
#include "model/model.h"

/* Fill the histograms and the parts of the record (wake, work_time, gap, lead_in, tail) from the slots
 * of a whole run; nothing when it has none. The parts are exact by construction:
 *
 *     worker:  t0 |lead-in| wait . wake . work |gap| wait . wake . work | tail | t1
 *
 *     concurrency * total = tasks * sleep + wake + work_time + gap + lead_in + tail
 *
 * so that overhead = 1 + (their sum) / (tasks * sleep). A worker that ran nothing is all tail. The
 * k-th task of a worker is intended at t0 + its phase + k * (sleep + work). */
void anatomy_read(const struct run *run, struct latency *latency, struct record *record);

#endif
