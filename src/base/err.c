#include "base/err.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

_Noreturn void assertion_failed(const char *condition, const char *file, int line) {
    char text[256]; /* fprintf() would need a buffer that overruns a coroutine's stack */
    int length = snprintf(text, sizeof text, "assertion failed: %.150s at %.60s:%d\n", condition,
                          file, line);

    if (write(STDERR_FILENO, text, (size_t)length) < 0)
        _exit(1);
    abort();
}
