/* Which models a sweep compares: ours, and foreign programs that become models by --exec. */
#ifndef PLAN_MODEL_LIST_H
#define PLAN_MODEL_LIST_H

#include "plan/options.h"

/* Note "NAME=COMMAND" as one more model. -1 and a sentence when it is none, or its name is taken.
 */
int model_list_add_foreign(struct options *options, const char *text, struct err *err);

/* Once every option is read: fill options->models with what --model names, or thread and coroutine;
 * and with the foreign ones that it does not name. */
int model_list_settle(struct options *options, struct err *err);

/* Refuse levels that a lone model has no use for, and adapters whose program or runtime is not
 * here. */
int model_list_check(const struct options *options, struct err *err);

/* Print every model of the table, a line each, with what an adapter lacks here. */
void model_list_print(void);

#endif
