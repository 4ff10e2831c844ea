/* Run a command, and report how it and everything that it started ended.
 *
 * usage: fault_try SECONDS STDOUT STDERR COMMAND [ARGUMENT ...]
 *
 * Prints "exit N", "signal N" or "hang 0", and how many processes were left a second after the end
 * of the command; they are killed. This process is a subreaper, so every process that the command
 * leaves behind becomes its child, and no other process on the machine is looked at. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void rest(void) {
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
}

static void become(char **arguments) {
    int out = open(arguments[0], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int words = open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);

    dup2(out, 1);
    dup2(words, 2);
    close(out);
    close(words);
    execvp(arguments[2], arguments + 2);
    _exit(127);
}

/* The wait status of pid, or -1 if it is still running at the deadline. */
static int await(pid_t pid, double deadline) {
    int status;

    for (; now() < deadline; rest())
        if (waitpid(pid, &status, WNOHANG) == pid)
            return status;
    return -1;
}

/* The first child that is not a zombie, or 0 if there is none. Reaps zombies. */
static pid_t first_child(void) {
    char path[64];
    FILE *children;
    pid_t pid;

    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
    children = fopen(path, "re");
    if (!children || fscanf(children, "%d", &pid) != 1)
        pid = 0;
    if (children)
        fclose(children);
    return pid;
}

/* Give the remaining children a second to end, then kill them. Returns how many were killed. */
static int end_the_rest(void) {
    double deadline = now() + 1;
    int left = 0;
    pid_t pid;

    while (first_child() && now() < deadline)
        rest();
    for (; (pid = first_child()); left++) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
    return left;
}

int main(int argc, char **argv) {
    int status;
    pid_t pid;

    if (argc < 5) {
        fprintf(stderr, "usage: fault_try SECONDS STDOUT STDERR COMMAND [ARGUMENT ...]\n");
        return 2;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid = fork();
    if (pid == 0)
        become(argv + 2);
    status = await(pid, now() + atof(argv[1]));
    if (status == -1) {
        kill(pid, SIGKILL);
        printf("hang 0");
    } else if (WIFSIGNALED(status)) {
        printf("signal %d", WTERMSIG(status));
    } else {
        printf("exit %d", WEXITSTATUS(status));
    }
    printf(" left %d\n", end_the_rest());
    return 0;
}
