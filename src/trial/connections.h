/* The lines of a trial's workers to its server, opened before the workers exist. */
#ifndef TRIAL_CONNECTIONS_H
#define TRIAL_CONNECTIONS_H

#include "model/model.h"

/* Open a line for each worker of that trial, where its kind is served (run->peer is set then). -1,
 * and a record that says which wall was met, where they cannot all be had. */
int connections_open(struct run *run, const struct model *model, struct record *record);

/* The first wait that failed becomes the record's sentence. */
void connections_judge(const struct run *run, struct record *record);

/* Close and free them; nothing where there are none. */
void connections_close(struct run *run);

#endif
