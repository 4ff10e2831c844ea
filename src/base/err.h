/* One error carrier for the whole project: a kind, which is the exit status it leads to, and one
 * sentence for a person. Functions return 0 or -1 (or NULL) and fill the carrier they were given;
 * only the two main files print it and exit. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_kind {
    ERR_NONE = 0,
    ERR_TRIAL = 1,         /* trouble in a trial: becomes a row, never an exit */
    ERR_USAGE = 2,         /* bad options, or an import file that is wrong */
    ERR_STORE = 3,         /* database or output trouble */
    ERR_INTERRUPTED = 130, /* the user stopped it */
};

struct err {
    enum err_kind kind;
    char text[768]; /* one sentence, no newline, no full stop needed */
};

/* Fill *err with a kind and a printf-like sentence. Always returns -1, so that a caller can write
 * `return err_set(...)`. A text that does not fit is cut. */
int err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Print the sentence on stderr, after the program's name. It may quote what a stranger wrote, so it
 * is written as text for a terminal. */
void err_print(const struct err *err);

/* A promise of our own code that is broken is not an error of the user: say where and abort. Stays
 * on in every build. One function holds the branch, which no test of the caller can take. */
#define ASSERT(condition) assertion((condition), #condition, __FILE__, __LINE__)
_Noreturn void assertion_failed(const char *condition, const char *file, int line);
static inline void assertion(bool kept, const char *condition, const char *file, int line) {
    if (!kept)
        assertion_failed(condition, file, line);
}

#endif
