/* Memory that is there before it is written. What a trial writes while its clock runs must not cost it page faults that
 * tell nothing about its model. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* count things of size bytes each, zeroed, in pages of their own which are all in place; NULL: it is not to be had.
 * Owned by the caller, who gives it back by memory_free() with the same count and size, or never. */
void *memory_touched(size_t count, size_t size);

/* NULL is given back by doing nothing. */
void memory_free(void *memory, size_t count, size_t size);

#endif
