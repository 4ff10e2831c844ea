/* A process that is this program, executed anew: --trial or --server. It leads a process group of its own, so
 * Ctrl-C does not reach it, has nothing on stdin and stdout, and dies when this process does. */
#ifndef TRIAL_SELF_EXEC_H
#define TRIAL_SELF_EXEC_H

#include <stdbool.h>
#include <sys/types.h>

/* It finds what it is given on these descriptors, from the first on. */
enum { ANEW_FIRST_FD = 3, ANEW_FDS = 3 };

struct anew {
    pid_t pid;
    int pid_fd;
};

/* Start it as what the word says. It inherits what lies on given[] (-1: nothing), which anew_high() has moved out of
 * its way, and writes its words into words_fd. -1 and errno. */
int anew_start(struct anew *anew, const char *word, int words_fd, const int given[ANEW_FDS]);

/* Wait until it is gone; kill_first: kill it and its process group. Returns its wait status. What it leaves behind
 * becomes a child of a process that is a subreaper. */
int anew_end(struct anew *anew, bool kill_first);

/* The same file on a descriptor above those that such a process finds things on; fd is closed. -1 stays -1. */
int anew_high(int fd);

/* A memory file to share with it. -1 and errno. */
int anew_memory(const char *name);

#endif
