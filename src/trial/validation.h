/* What the times of a trial's tasks prove and show. Pure functions. */
#ifndef TRIAL_VALIDATION_H
#define TRIAL_VALIDATION_H

#include "model/model.h"

/* Sets the record's status (ok, uneven or short) and sentence from its tasks done, tasks in flight
 * and shortest wait. */
void validation_judge(const struct spec *spec, struct record *record);

/* Sets, from the run and its slots (if any), the record's proof of correctness (tasks done, workers
 * used, greatest in flight, shortest wait), its `burst` and its `steady`; then judges it. */
void validation_fill(const struct run *run, struct record *record);

#endif
