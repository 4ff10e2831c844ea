/* What the times of a trial's tasks prove and tell; pure. */
#ifndef TRIAL_CERTIFICATE_H
#define TRIAL_CERTIFICATE_H

#include "model/model.h"

/* From the run and its slots (if any), fill the record's certificate (tasks done, workers used,
 * greatest in flight, shortest wait), its `burst` and `steady`, and its status and sentence: ok,
 * short or uneven. */
void certificate_issue(const struct run *run, struct record *record);

#endif
