/* Runs code that would end the test program in a child process. */
#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the child ended, and the beginning of its stderr. */
struct child_end {
    int status;
    char said[512];
};

/* The exit status of a child that called abort(). */
enum { CHILD_ABORTED = 134 };

/* Turns an abort into a normal exit, so that the child writes its coverage counts. */
static inline void child_on_abort(int number) {
    (void)number;
    exit(CHILD_ABORTED);
}

/* Run body(context) in a child, which exits with the returned status. */
static inline struct child_end child_run(int (*body)(void *context), void *context) {
    struct child_end end = {0};
    int ends[2];
    size_t length = 0;
    ssize_t count;
    pid_t child;

    fflush(NULL);
    if (pipe(ends) || (child = fork()) < 0)
        abort();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        signal(SIGABRT, child_on_abort);
        exit(body(context));
    }
    close(ends[1]);
    while ((count = read(ends[0], end.said + length, sizeof end.said - 1 - length)) > 0)
        length += (size_t)count;
    close(ends[0]);
    waitpid(child, &end.status, 0);
    return end;
}

/* Limit the descriptors that this process may open. Returns the previous limit. */
static inline rlim_t child_limit_descriptors(rlim_t most) {
    struct rlimit limit;
    rlim_t before;

    getrlimit(RLIMIT_NOFILE, &limit);
    before = limit.rlim_cur;
    limit.rlim_cur = most;
    setrlimit(RLIMIT_NOFILE, &limit);
    return before;
}

/* The number of open descriptors of this process. */
static inline int child_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

#endif
