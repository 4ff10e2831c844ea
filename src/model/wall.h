/* What stopped the threads at a number of workers. */
#ifndef MODEL_WALL_H
#define MODEL_WALL_H

#include <stddef.h>
#include <stdint.h>

/* Append to the sentence the kernel's limit that comes closest above `workers` threads, as
 * " (kernel.pid_max is 32768)"; nothing when none can be read. */
void wall_name(int64_t workers, char *sentence, size_t size);

#endif
