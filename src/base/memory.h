/* Memory. When an allocation that the program needs fails, the program ends with a message. Trials
 * get memory that is mapped before they write it: while a trial's clock runs, it must not pay for
 * page faults that have nothing to do with its model. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* End the program: one sentence on stderr and exit status 3. For failures that no caller can
 * handle: memory or a library's object that could not be allocated. In a trial's process, and in
 * its server's, that becomes a row of status limit (trial/launch.c). */
_Noreturn void memory_missing(void);

/* count things of size bytes each, zeroed; at least one byte, so never NULL. Owned by the caller:
 * free(). Ends the program when there is no memory. */
void *memory_get(size_t count, size_t size);

/* Room for count reals, and for one at least; not zeroed. Never NULL; ends the program likewise. */
double *memory_reals(size_t count);

/* realloc() to count things of size bytes each; new elements are not zeroed. Never NULL; ends the
 * program likewise. */
void *memory_resize(void *memory, size_t count, size_t size);

/* A copy of text; NULL if text is NULL. Owned by the caller: free(). Ends the program likewise. */
char *memory_copy_text(const char *text);

/* printf-like text of any length. Owned by the caller: free(). Ends the program likewise. */
char *memory_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* count things of size bytes each, zeroed, in pages of their own which are all in place; NULL: it
 * is not to be had. Owned by the caller, who gives it back by memory_free() with the same count and
 * size, or never. */
void *memory_touched(size_t count, size_t size);

/* Free memory from memory_touched(); NULL is allowed. */
void memory_free(void *memory, size_t count, size_t size);

#endif
