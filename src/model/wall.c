#include "model/wall.h"

#include "base/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

struct limit {
    const char *name;
    const char *path;   /* NULL: RLIMIT_NPROC */
    int64_t per_thread; /* how much of it one thread takes */
    int64_t reserved;   /* how much of it threads never get */
};

/* The kernel gives the first 300 numbers away once only; a thread's stack and the guard below it
 * are two maps. */
static const struct limit limits[] = {
    {"kernel.pid_max", "/proc/sys/kernel/pid_max", 1, 300},
    {"kernel.threads-max", "/proc/sys/kernel/threads-max", 1, 0},
    {"vm.max_map_count", "/proc/sys/vm/max_map_count", 2, 0},
    {"RLIMIT_NPROC", NULL, 1, 0},
};

/* -1: cannot be read, or none. */
static int64_t limit_value(const struct limit *limit) {
    char text[32];
    struct rlimit processes;

    if (limit->path)
        return proc_line(limit->path, text, sizeof text) ? atoll(text) : -1;
    if (getrlimit(RLIMIT_NPROC, &processes) || processes.rlim_cur == RLIM_INFINITY)
        return -1;
    return (int64_t)processes.rlim_cur;
}

void wall_name(int64_t workers, char *sentence, size_t size) {
    const struct limit *closest = NULL;
    int64_t closest_threads = INT64_MAX, closest_value = 0;
    size_t length = strlen(sentence);

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        int64_t value = limit_value(&limits[i]);
        int64_t threads = (value - limits[i].reserved) / limits[i].per_thread;

        if (value > 0 && threads >= workers && threads < closest_threads) {
            closest = &limits[i];
            closest_threads = threads;
            closest_value = value;
        }
    }
    if (closest)
        snprintf(sentence + length, size - length, " (%s is %lld)", closest->name,
                 (long long)closest_value);
}
