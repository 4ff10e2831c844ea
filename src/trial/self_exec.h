/* A process in which this program is executed again, as --trial or --server. It leads its own
 * process group, so Ctrl-C does not reach it; its stdin and stdout are /dev/null; and it dies when
 * this process does. */
#ifndef TRIAL_SELF_EXEC_H
#define TRIAL_SELF_EXEC_H

#include <stdbool.h>
#include <sys/types.h>

/* The process finds the descriptors passed to it from SELF_EXEC_FIRST_FD on. */
enum { SELF_EXEC_FIRST_FD = 3, SELF_EXEC_FDS = 3 };

struct self_exec {
    pid_t pid;
    int pid_fd;
};

/* Starts the process with the argument `word`. It inherits the descriptors in given[] (-1: none),
 * which self_exec_high() must have moved out of the way, and its stderr is words_fd. Returns -1 and
 * sets errno on failure. */
int self_exec_start(struct self_exec *process, const char *word, int words_fd,
                    const int given[SELF_EXEC_FDS]);

/* Waits until the process has ended and returns its wait status. If kill_first is true, first kills
 * it and its process group. Processes that it leaves behind become children of this process if this
 * is a subreaper. */
int self_exec_end(struct self_exec *process, bool kill_first);

/* Moves fd to a descriptor above those that such a process inherits, and closes fd. Returns the new
 * descriptor, or -1 and sets errno on failure; for -1, returns -1. */
int self_exec_high(int fd);

/* Creates a memory file to share with the process. Returns its descriptor, or -1 and sets errno. */
int self_exec_memory(const char *name);

#endif
