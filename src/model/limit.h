/* The walls of this machine: limits that a number of workers would run into, and how far away they
 * are. */
#ifndef MODEL_LIMIT_H
#define MODEL_LIMIT_H

#include <stddef.h>
#include <stdint.h>

/* What one worker takes of the machine. */
struct needs {
    int64_t threads;
    int64_t maps;        /* memory maps of the process */
    int64_t descriptors; /* open files */
    int64_t ports;       /* of loopback, to one port there */
    int64_t bytes;       /* resident at the least; a thread's kernel stack comes on top */
};

struct limit {
    const char *name; /* static: "kernel.pid_max" */
    int64_t value;    /* of the limit, or, for memory, what is free of it in bytes */
    int64_t workers;  /* the most that fit */
};

enum { LIMITS_MOST = 10 };

/* Every limit that can be read and that these workers would run into, the closest first; returns
 * how many. The machine is taken as it is now: what others use is gone. `existing` workers of this
 * process stand already. kernel_stack_bytes is per thread; NO_VALUE: unknown. */
size_t limits_list(const struct needs *needs, int64_t existing, int64_t kernel_stack_bytes,
                   struct limit limits[static LIMITS_MOST]);

/* Append to the sentence the wall that stands where these workers ended, of whom so many still
 * exist, as " (kernel.pid_max is 32768)"; nothing when none is near. */
void limit_append(const struct needs *needs, int64_t workers, int64_t existing, char *sentence,
                  size_t size);

#endif
