/* Memory allocation. If a required allocation fails, the program ends with a message. Trials use
 * memory that is mapped before they write to it, because while a trial is timed it must not spend
 * time on page faults that have nothing to do with its model. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Ends the program with a sentence on stderr and exit status 3. For failures that no caller can
 * handle: memory or a library's object that could not be allocated. In the process of a trial or of
 * its server this becomes a row of status limit (trial/launch.c). */
_Noreturn void memory_missing(void);

/* Allocates count elements of size bytes each, zeroed, and at least one byte. Never returns NULL;
 * ends the program if there is no memory. Owned by the caller: free(). */
void *memory_get(size_t count, size_t size);

/* Allocates room for count doubles, and at least one; not zeroed. Never returns NULL; ends the
 * program if there is no memory. Owned by the caller: free(). */
double *memory_reals(size_t count);

/* Like realloc(), to count elements of size bytes each; new elements are not zeroed. Never returns
 * NULL; ends the program if there is no memory. */
void *memory_resize(void *memory, size_t count, size_t size);

/* Returns a copy of text; NULL if text is NULL. Owned by the caller: free(). Ends the program if
 * there is no memory. */
char *memory_copy_text(const char *text);

/* Returns printf-style text of any length. Owned by the caller: free(). Ends the program if there
 * is no memory. */
char *memory_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Allocates count elements of size bytes each, zeroed, in separate pages that are already mapped.
 * Returns NULL if there is no memory. Owned by the caller: free it with memory_free() and the same
 * count and size, or never. */
void *memory_touched(size_t count, size_t size);

/* Frees memory from memory_touched(). NULL is allowed. */
void memory_free(void *memory, size_t count, size_t size);

#endif
