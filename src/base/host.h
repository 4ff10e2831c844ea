/* How much of the machine this process may use, and what the kernel reports about itself. Facts
 * about the machine are in record/machine.h. */
#ifndef BASE_HOST_H
#define BASE_HOST_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads the kernel's id of this boot. Returns false and sets an empty text if it is not
 * available. */
#define HOST_BOOT_ID_SIZE 40
bool host_boot_id(char text[static HOST_BOOT_ID_SIZE]);

/* Returns the number of CPUs this process may run on (its affinity). */
int64_t host_cpus_allowed(void);

/* Restricts this process and its future children to the CPUs of a list such as "0,2-5". Returns -1
 * and sets *err if the list cannot be parsed or names a CPU that this process may not use. */
int host_pin(const char *list, struct err *err);

/* Raises the limit on open descriptors to the hard limit, for this process and its future
 * children. */
void host_raise_descriptors(void);

/* Returns the size of a thread's kernel stack in bytes, rounded to pages. Measured by creating
 * threads and reading KernelStack in /proc/meminfo. Returns NO_VALUE if it cannot be measured.
 * Takes a few milliseconds. */
int64_t host_kernel_stack_bytes(void);

/* Writes a hash of the running executable, which tells apart two builds with the same name; empty
 * if the file cannot be read. Takes a few milliseconds. */
#define HOST_PROGRAM_SIZE 24
void host_program(char text[static HOST_PROGRAM_SIZE]);

/* Returns the version, commit, compiler and flags of this program. Static. */
const char *host_build(void);

#endif
