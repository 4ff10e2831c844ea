#include "analysis/render/gnuplot.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The manual says that doubled quotes would do, but gnuplot 5.4 takes two quotes at the beginning
 * of a text for an empty text and reads on after it. */
void gnuplot_text(FILE *script, const char *text) {
    static const char apostrophe[] = "\xe2\x80\x99";
    char *plain = memory_copy_text(text);

    fputc('\'', script);
    for (const char *c = text_plain(plain, strlen(text) + 1, text); *c; c++) {
        if (*c == '\'')
            fputs(apostrophe, script);
        else
            fputc(*c, script);
    }
    fputc('\'', script);
    free(plain);
}

static int run_gnuplot(int script, int picture, struct err *err) {
    char *const arguments[] = {"gnuplot", "-d", "-", NULL}; /* -d: without the user's settings */
    posix_spawn_file_actions_t actions;
    int error, status = 0;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, script, 0);
    posix_spawn_file_actions_adddup2(&actions, picture, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0); /* trivial warnings */
    error = posix_spawnp(&pid, "gnuplot", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error)
        return err_set(err, ERR_STORE,
                       "no chart: gnuplot cannot be started (%s); install gnuplot-nox",
                       strerror(error));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status ? err_set(err, ERR_STORE, "no chart: gnuplot ended with status %d",
                            WEXITSTATUS(status))
                  : 0;
}

/* Draws into a temporary file first, so that the named file is always complete. */
int gnuplot_draw(int script, const char *file, struct err *err) {
    char draft[4200];
    mode_t mask = umask(0);
    int picture, result;

    umask(mask);
    snprintf(draft, sizeof draft, "%s.XXXXXX", file);
    picture = mkostemp(draft, O_CLOEXEC);
    if (picture < 0)
        return err_set(err, ERR_STORE,
                       "'%s' cannot be made: %s; name a file in a directory that can be "
                       "written",
                       file, strerror(errno));
    result = run_gnuplot(script, picture, err);
    if (!result && (fchmod(picture, 0666 & ~mask) || rename(draft, file)))
        result = err_set(err, ERR_STORE, "'%s' cannot be made: %s", file, strerror(errno));
    if (result)
        unlink(draft);
    close(picture);
    return result;
}
