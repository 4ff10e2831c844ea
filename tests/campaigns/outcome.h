/* The outcome of one command, and what is wrong with it. */
#ifndef CAMPAIGNS_OUTCOME_H
#define CAMPAIGNS_OUTCOME_H

#include <stddef.h>

struct outcome {
    int status;      /* 128 + number: killed by a signal; -1: hung, ended after 10 s or PATIENCE */
    char *out, *err; /* its output; each ends in a 0 that is not counted */
    size_t out_size, err_size;
};

/* Run a shell command in a folder, in its own process group, for at most 10 s or PATIENCE
 * (environment, in s). */
void outcome_of(struct outcome *outcome, const char *command, const char *folder);

void outcome_free(struct outcome *outcome);

/* Returns what is wrong, or NULL: it hung, died of a signal, or ended with a status that is not in
 * `exits` ("0 1 2"); it printed something that controls a terminal, or something that is not in the
 * format that the command asked for. Static; valid until the next call. */
const char *outcome_fault(const struct outcome *outcome, const char *command, const char *exits);

#endif
