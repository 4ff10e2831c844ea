/* The words of a command line as one text, so that a sweep can be planned again later. */
#ifndef PLAN_ARGUMENTS_H
#define PLAN_ARGUMENTS_H

/* A JSON array of the words; NULL when there is no memory. Owned by the caller: free(). */
char *arguments_to_text(int argc, char **argv);

/* The words of such a text, ended by NULL. NULL for any other text (it may come from a stranger's
 * file): not an array, an empty one, one with anything but strings, a word with a NUL byte. NULL
 * also if memory runs out. Owned by the caller: arguments_free(). */
char **arguments_from_text(const char *text, int *argc);

/* NULL is allowed. */
void arguments_free(char **argv);

#endif
