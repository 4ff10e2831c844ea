/* Limits that cgroups place on this process. Its own group or any group above it may limit it,
 * through the v1 controllers as well as through the unified tree (v2). The tightest limit
 * applies. */
#ifndef BASE_CGROUP_H
#define BASE_CGROUP_H

#include <stdbool.h>
#include <stdint.h>

/* Where to read this process's groups, and where the group file systems are mounted. A NULL place
 * in the functions below means the usual paths; tests pass others. */
struct cgroup_place {
    const char *self; /* /proc/self/cgroup */
    const char *root; /* /sys/fs/cgroup */
};

/* Returns the CPU quota of the tightest group, in CPUs; NAN if there is no quota. */
double cgroup_cpu_quota(const struct cgroup_place *place);

/* Sets *throttled_ns to the time, and *periods to the number of periods, for which a quota held
 * these groups back since their creation, summed over the path. Returns false and sets both to
 * NO_VALUE if no group reports it. */
bool cgroup_throttling(const struct cgroup_place *place, int64_t *throttled_ns, int64_t *periods);

/* A limit and how much of it is left. */
struct cgroup_limit {
    int64_t most, left; /* NO_VALUE: no limit */
};

/* Return the tightest limit on threads and processes (pids.max), and on memory in bytes. */
struct cgroup_limit cgroup_pids(const struct cgroup_place *place);
struct cgroup_limit cgroup_memory(const struct cgroup_place *place);

#endif
