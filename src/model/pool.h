/* The worker pool of the study, written once over a runtime: a producer that puts every task in,
 * workers that take and run them, the counts and the stamps. */
#ifndef MODEL_POOL_H
#define MODEL_POOL_H

#include "model/model.h"

/* Perform a trial on runtime, which is fresh; as struct model's run. */
int pool_run(struct runtime *runtime, struct run *run, struct err *err);

#endif
