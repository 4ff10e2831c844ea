#ifndef PLAN_SETTLE_H
#define PLAN_SETTLE_H

#include "plan/options.h"

/* Fill in what was left open, from the preset and by default, and refuse what does not go together:
 * -1 and a sentence. */
int options_settle(struct options *options, struct err *err);

#endif
