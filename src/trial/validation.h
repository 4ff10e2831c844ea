/* What the times of a trial's tasks prove and tell; pure. */
#ifndef TRIAL_VALIDATION_H
#define TRIAL_VALIDATION_H

#include "model/model.h"

/* Set status and sentence by what the record says of tasks done, in flight, and the shortest wait:
 * ok, uneven or short. */
void validation_judge(const struct spec *spec, struct record *record);

/* From the run and its slots (if any), fill the record's certificate (tasks done, workers used,
 * greatest in flight, shortest wait), its `burst` and `steady`, and judge it. */
void validation_fill(const struct run *run, struct record *record);

#endif
