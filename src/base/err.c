#include "base/err.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int err_set(struct err *err, enum err_kind kind, const char *format, ...) {
    va_list arguments;

    err->kind = kind;
    va_start(arguments, format);
    vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    return -1;
}

void err_print(const struct err *err) {
    fprintf(stderr, "%s: ", program_invocation_short_name);
    text_write(stderr, err->text);
    fputc('\n', stderr);
}

_Noreturn void promise_broken(const char *condition, const char *file, int line) {
    fprintf(stderr, "broken promise: %s at %s:%d\n", condition, file, line);
    abort();
}
