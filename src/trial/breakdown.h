/* Where a trial's time went, from the times of its tasks. Pure functions. */
#ifndef TRIAL_BREAKDOWN_H
#define TRIAL_BREAKDOWN_H

#include "model/model.h"
#include "record/latency.h"

/* When the plan wants the trial's tasks to start. start_ns is left to the caller, who knows t0. */
struct intent breakdown_intent(const struct spec *spec);

/* Fills the histograms and sets the parts of the record (wake, work_time, gap, lead_in, tail), from
 * the slots of a complete run or from what was added up directly; does nothing if the run has
 * neither. The parts are exact by construction:
 *
 *     worker:  t0 |lead-in| wait . wake . work |gap| wait . wake . work | tail | t1
 *
 *     concurrency * total = tasks * sleep + wake + work_time + gap + lead_in + tail
 *
 * so that overhead = 1 + (their sum) / (tasks * sleep). If a worker ran no task, the whole time is
 * its tail. A worker's k-th task is intended to start at t0 + its phase + k * (sleep + work). */
void breakdown_read(const struct run *run, struct latency *latency, struct record *record);

#endif
