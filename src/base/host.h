/* How much of the machine this process may use, and what the kernel says of itself; what a machine
 * is stands in base/machine.h. */
#ifndef BASE_HOST_H
#define BASE_HOST_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* The kernel's id of this boot; false, and empty text, when it does not tell. */
#define HOST_BOOT_ID_SIZE 40
bool host_boot_id(char text[static HOST_BOOT_ID_SIZE]);

/* How many CPUs this process may run on (its affinity). */
int64_t host_cpus_allowed(void);

/* Let this process, and what it starts, run on the CPUs of a list such as "0,2-5" only. -1 and a
 * sentence when the list cannot be read or names a CPU that is not there. */
int host_pin(const char *list, struct err *err);

/* Let this process, and what it starts, have as many descriptors open as the hard limit grants. */
void host_raise_descriptors(void);

/* What the kernel keeps per thread as its stack, measured by making some and looking at
 * KernelStack in /proc/meminfo, rounded to pages; NO_VALUE when it cannot be told. Costs some
 * milliseconds. */
int64_t host_kernel_stack_bytes(void);

/* A hash of the running program's file, so that two builds under one name are told apart; empty
 * when it cannot be read. Takes some milliseconds. */
#define HOST_PROGRAM_SIZE 24
void host_program(char text[static HOST_PROGRAM_SIZE]);

/* The version, commit, compiler and flags of this program; static. */
const char *host_build(void);

#endif
