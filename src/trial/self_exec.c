#include "trial/self_exec.h"

#include "base/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs between fork and exec, where only some functions are safe. */
static _Noreturn void become(const char *word, int words_fd, const int given[SELF_EXEC_FDS],
                             pid_t parent) {
    char *const arguments[] = {"runner", (char *)word, NULL};
    int nowhere = open("/dev/null", O_RDWR);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* the parent died before PR_SET_PDEATHSIG */
        _exit(1);
    interrupt_disarm();
    dup2(nowhere, 0);
    dup2(nowhere, 1);
    dup2(words_fd, 2);
    for (int i = 0; i < SELF_EXEC_FDS; i++)
        if (given[i] >= 0)
            dup2(given[i], SELF_EXEC_FIRST_FD + i);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

int self_exec_start(struct self_exec *process, const char *word, int words_fd,
                    const int given[SELF_EXEC_FDS]) {
    pid_t parent = getpid();

    process->pid = fork();
    if (process->pid == 0)
        become(word, words_fd, given, parent);
    if (process->pid < 0)
        return -1;
    setpgid(process->pid, process->pid); /* the child does the same; either may be first */
    process->pid_fd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    if (process->pid_fd >= 0)
        return 0;
    kill(process->pid, SIGKILL);
    waitpid(process->pid, NULL, 0);
    return -1;
}

int self_exec_end(struct self_exec *process, bool kill_first) {
    int status = 0;

    if (kill_first) {
        kill(process->pid, SIGKILL);
        kill(-process->pid, SIGKILL);
    }
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(process->pid_fd);
    return status;
}

int self_exec_high(int fd) {
    int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, SELF_EXEC_FIRST_FD + SELF_EXEC_FDS);

    if (fd >= 0)
        close(fd);
    if (high < 0 && errno == EINVAL) /* the limit is below those descriptors */
        errno = EMFILE;
    return high;
}

int self_exec_memory(const char *name) {
    return self_exec_high(memfd_create(name, MFD_CLOEXEC));
}
