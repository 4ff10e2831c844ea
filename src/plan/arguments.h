/* Stores the words of a command line as one text, from which a sweep can be planned again. */
#ifndef PLAN_ARGUMENTS_H
#define PLAN_ARGUMENTS_H

/* Returns the words as a JSON array; NULL if there is no memory. Owned by the caller: free(). */
char *arguments_to_text(int argc, char **argv);

/* Returns the words of such a text; the list ends with NULL. Returns NULL if there is no memory or
 * the text, which may come from an untrusted file, is anything else: not an array, an empty array,
 * an array with elements that are not strings, or a word with a NUL byte. Owned by the caller:
 * arguments_free(). */
char **arguments_from_text(const char *text, int *argc);

/* NULL is allowed. */
void arguments_free(char **argv);

#endif
