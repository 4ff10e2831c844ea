/* The models that a sweep compares: our own, and foreign programs that --exec turns into models. */
#ifndef PLAN_MODEL_LIST_H
#define PLAN_MODEL_LIST_H

#include "plan/options.h"

/* Adds "NAME=COMMAND" as a model. Returns -1 and sets *err if it does not have that form or the
 * name is taken. */
int model_list_add_foreign(struct options *options, const char *text, struct err *err);

/* Fills options->models with the models that --model names (default: thread and coroutine) and the
 * foreign models that it does not name. Call it after all options are read. */
int model_list_settle(struct options *options, struct err *err);

/* Rejects levels at which a lone model cannot run, and adapters whose program or runtime is not
 * installed. Returns -1 and sets *err. */
int model_list_check(const struct options *options, struct err *err);

/* Prints all built-in models, one per line, with the package that an adapter lacks. */
void model_list_print(void);

#endif
