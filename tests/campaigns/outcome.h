/* What became of one command, and what is wrong with that. */
#ifndef CAMPAIGNS_OUTCOME_H
#define CAMPAIGNS_OUTCOME_H

#include <stddef.h>

struct outcome {
    int status; /* 128 + number: ended by a signal; -1: had to be killed, after 10 s or PATIENCE */
    char *out, *err; /* what it printed; each ends in a 0 that does not count */
    size_t out_size, err_size;
};

/* Perform a shell command in a folder, in a process group of its own, for at most 10 s, or what
 * the environment's PATIENCE says. */
void outcome_of(struct outcome *outcome, const char *command, const char *folder);

void outcome_free(struct outcome *outcome);

/* NULL, or what is wrong: it hung, died of a signal, or ended with a status that `exits` ("0 1 2")
 * does not name; it printed what a terminal would obey, or what is not the format that the command
 * asked for. Static, until the next call. */
const char *outcome_fault(const struct outcome *outcome, const char *command, const char *exits);

#endif
