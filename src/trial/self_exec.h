/* A process that is this program, executed anew: --trial or --server. It leads a process group of
 * its own, so Ctrl-C does not reach it, has nothing on stdin and stdout, and dies when this process
 * does. */
#ifndef TRIAL_SELF_EXEC_H
#define TRIAL_SELF_EXEC_H

#include <stdbool.h>
#include <sys/types.h>

/* It finds what it is given on these descriptors, from the first on. */
enum { SELF_EXEC_FIRST_FD = 3, SELF_EXEC_FDS = 3 };

struct self_exec {
    pid_t pid;
    int pid_fd;
};

/* Start it as what the word says. It inherits what lies on given[] (-1: nothing), which
 * self_exec_high() has moved out of its way, and writes its words into words_fd. -1 and errno. */
int self_exec_start(struct self_exec *process, const char *word, int words_fd,
                    const int given[SELF_EXEC_FDS]);

/* Wait until it is gone; kill_first: kill it and its process group. Returns its wait status. What
 * it leaves behind becomes a child of a process that is a subreaper. */
int self_exec_end(struct self_exec *process, bool kill_first);

/* The same file on a descriptor above those that such a process finds things on; fd is closed. -1
 * stays -1. */
int self_exec_high(int fd);

/* A memory file to share with it. -1 and errno. */
int self_exec_memory(const char *name);

#endif
