/* What would end the test program, done in a process of its own. */
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

/* How it ended, and the first of what it wrote to stderr. */
struct child_end {
    int status;
    char said[512];
};

/* The exit status of a child that called abort(). */
enum { CHILD_ABORTED = 134 };

/* It ends as processes do, so that what they did is counted (coverage). */
static inline void child_on_abort(int number) {
    (void)number;
    exit(CHILD_ABORTED);
}

/* Run body(context) in a child, which ends with the status that it returns. */
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

/* Limit the descriptors that this process may open; returns the limit before. */
static inline rlim_t child_limit_descriptors(rlim_t most) {
    struct rlimit limit;
    rlim_t before;

    getrlimit(RLIMIT_NOFILE, &limit);
    before = limit.rlim_cur;
    limit.rlim_cur = most;
    setrlimit(RLIMIT_NOFILE, &limit);
    return before;
}

/* How many descriptors this process has open. */
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
