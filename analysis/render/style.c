#include "analysis/render/style.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool has_colour(void) {
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(STDOUT_FILENO) && (!none || !*none) && terminal && strcmp(terminal, "dumb");
}

void style_print(enum style style) {
    static const char *const codes[] = {"0", "1", "2", "31", "34", "33"};

    if (has_colour())
        printf("\033[%sm", codes[style]);
}

int style_columns(void) {
    struct winsize size;

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_col < 80)
        return 80;
    return size.ws_col > 160 ? 160 : size.ws_col;
}

bool style_has_unicode(void) {
    return !strcmp(nl_langinfo(CODESET), "UTF-8");
}
