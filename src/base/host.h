/* Facts about the machine, and how much of it this process may use. */
#ifndef BASE_HOST_H
#define BASE_HOST_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Stable facts; what cannot be read is empty, or RECORD_NULL. */
struct host {
    char id[24]; /* made from the facts below: the same machine has the same id */
    char cpu_model[96];
    int64_t cpus; /* online */
    int64_t memory_bytes;
    char kernel[96];
    char virtualisation[16]; /* "vm" or "none" */
    char libc[48];
};

/* Read the facts. */
void host_read(struct host *host);

/* The kernel's id of this boot; false, and empty text, when it does not tell. */
#define HOST_BOOT_ID_SIZE 40
bool host_boot_id(char text[static HOST_BOOT_ID_SIZE]);

/* How many CPUs this process may run on (its affinity). */
int64_t host_cpus_allowed(void);

/* Let this process, and what it starts, run on the CPUs of a list such as "0,2-5" only. -1 and a
 * sentence when the list cannot be read or names a CPU that is not there. */
int host_pin(const char *list, struct err *err);

/* CPUs' worth that the tightest cgroup on this process's path grants, v1 and v2; NAN: no quota. */
double host_cpu_quota(void);

/* What the kernel keeps per thread as its stack, measured by making some and looking at
 * KernelStack in /proc/meminfo, rounded to pages; RECORD_NULL when it cannot be told. Costs some
 * milliseconds. */
int64_t host_kernel_stack_bytes(void);

/* The version, commit, compiler and flags of this program; static. */
const char *host_build(void);

#endif
