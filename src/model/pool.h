/* The worker pool of the study, written once for all runtimes: a producer that puts all tasks in,
 * workers that take and run them, the counts and the time stamps. */
#ifndef MODEL_POOL_H
#define MODEL_POOL_H

#include "model/model.h"

/* Performs a trial on a runtime that has not been used before. Returns and sets *err like run of
 * struct model. */
int pool_run(struct runtime *runtime, struct run *run, struct err *err);

#endif
