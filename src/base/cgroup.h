/* What cgroups grant this process. It may be limited by its own group or by any group above it, by
 * the v1 controllers as well as by the unified tree (v2); the tightest counts. */
#ifndef BASE_CGROUP_H
#define BASE_CGROUP_H

#include <stdbool.h>
#include <stdint.h>

/* Where the kernel tells the groups and where they are mounted; NULL below: the usual places. Tests
 * have others. */
struct cgroup_place {
    const char *self; /* /proc/self/cgroup */
    const char *root; /* /sys/fs/cgroup */
};

/* CPUs' worth that the tightest group grants; NAN: no quota. */
double cgroup_cpu_quota(const struct cgroup_place *place);

/* How long, in ns, and in how many periods the groups were held back by their quota since they were
 * made; the sum over the path. False, and NO_VALUE, when none says. */
bool cgroup_throttling(const struct cgroup_place *place, int64_t *throttled_ns, int64_t *periods);

/* A limit, and what is left of it. */
struct cgroup_limit {
    int64_t most, left; /* NO_VALUE: none */
};

/* The tightest limit on threads and processes (pids.max), and on memory in bytes. */
struct cgroup_limit cgroup_pids(const struct cgroup_place *place);
struct cgroup_limit cgroup_memory(const struct cgroup_place *place);

#endif
