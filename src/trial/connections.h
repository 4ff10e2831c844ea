/* The connections of a trial's workers to its server, opened before the workers exist. */
#ifndef TRIAL_CONNECTIONS_H
#define TRIAL_CONNECTIONS_H

#include "model/model.h"

/* Opens a connection for each worker of the trial, if its kind is served (run->peer is then set).
 * Returns -1 if not all can be opened, with a record that says which limit was reached. */
int connections_open(struct run *run, const struct model *model, struct record *record);

/* If a wait has failed, records the first one as an error. */
void connections_judge(const struct run *run, struct record *record);

/* Closes and frees the connections, if there are any. */
void connections_close(struct run *run);

#endif
