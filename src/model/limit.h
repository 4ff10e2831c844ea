/* Limits of this machine that a number of workers would reach, and how far away they are. */
#ifndef MODEL_LIMIT_H
#define MODEL_LIMIT_H

#include <stddef.h>
#include <stdint.h>

/* What one worker needs. */
struct needs {
    int64_t threads;
    int64_t maps;        /* memory maps of the process */
    int64_t descriptors; /* open files */
    int64_t ports;       /* loopback ports, for connections to one port */
    int64_t bytes;       /* least resident memory, without a thread's kernel stack */
};

struct limit {
    const char *name; /* static: "kernel.pid_max" */
    int64_t value;    /* the limit; for memory, the free bytes */
    int64_t workers;  /* the most workers that fit */
};

enum { LIMITS_MOST = 10 };

/* Lists every readable limit that such workers would reach, the closest first, and returns how many
 * there are. Uses the current state of the machine: what others use is not available. `existing`
 * workers of this process exist already. kernel_stack_bytes is per thread; NO_VALUE if unknown. */
size_t limits_list(const struct needs *needs, int64_t existing, int64_t kernel_stack_bytes,
                   struct limit limits[static LIMITS_MOST]);

/* Appends to the sentence the limit that explains why only `workers` workers could be created, such
 * as " (kernel.pid_max is 32768)"; appends nothing if no limit is close to that number. `existing`
 * of these workers still exist. */
void limit_append(const struct needs *needs, int64_t workers, int64_t existing, char *sentence,
                  size_t size);

#endif
