/* The words of a command line as one text, so that a sweep can be planned again later. */
#ifndef PLAN_ARGUMENTS_H
#define PLAN_ARGUMENTS_H

/* A JSON array of the words. Owned by the caller: free(). */
char *arguments_to_text(int argc, char **argv);

/* The words of such a text, ended by NULL; NULL when it is none. Owned by the caller:
 * arguments_free(). */
char **arguments_from_text(const char *text, int *argc);

void arguments_free(char **argv);

#endif
