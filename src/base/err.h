/* The error type of the whole project: a kind, which is also the exit status, and one sentence for
 * the user. Functions return 0, or -1 (or NULL) after setting the error that was passed in; only
 * the two main files print it and exit. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_kind {
    ERR_NONE = 0,
    ERR_TRIAL = 1,         /* a trial failed: recorded as a row, never ends the program */
    ERR_NOTHING = 1,       /* analyze: there is nothing to answer from */
    ERR_USAGE = 2,         /* bad options, or an invalid import file */
    ERR_STORE = 3,         /* a database or output error */
    ERR_INTERRUPTED = 130, /* interrupted by the user */
};

struct err {
    enum err_kind kind;
    char text[768]; /* one sentence without a newline; needs no full stop */
};

/* Sets *err to a kind and a printf-style sentence, truncated if it does not fit. Always returns -1,
 * so that a caller can write `return err_set(...)`. */
int err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Prints the sentence on stderr after the program's name. The sentence may quote untrusted text, so
 * characters that are not plain are replaced (text_write()). */
void err_print(const struct err *err);

/* A broken invariant of our own code is not a user error: print where it happened and abort.
 * Enabled in every build. The branch is in one function because no test of a caller can take it. */
#define ASSERT(condition) assertion((condition), #condition, __FILE__, __LINE__)
_Noreturn void assertion_failed(const char *condition, const char *file, int line);
static inline void assertion(bool kept, const char *condition, const char *file, int line) {
    if (!kept)
        assertion_failed(condition, file, line);
}

#endif
