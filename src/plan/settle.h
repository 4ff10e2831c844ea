#ifndef PLAN_SETTLE_H
#define PLAN_SETTLE_H

#include "plan/options.h"

/* Fills in what was left open, from the preset and from defaults. Returns -1 and sets *err if
 * options contradict each other. */
int options_settle(struct options *options, struct err *err);

#endif
