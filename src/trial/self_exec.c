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

/* Between fork and exec: only what is safe there. */
static _Noreturn void become(const char *word, int words_fd, const int given[ANEW_FDS],
                             pid_t parent) {
    char *const arguments[] = {"runner", (char *)word, NULL};
    int nowhere = open("/dev/null", O_RDWR);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before it could be watched */
        _exit(1);
    interrupt_disarm();
    dup2(nowhere, 0);
    dup2(nowhere, 1);
    dup2(words_fd, 2);
    for (int i = 0; i < ANEW_FDS; i++)
        if (given[i] >= 0)
            dup2(given[i], ANEW_FIRST_FD + i);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

int anew_start(struct anew *anew, const char *word, int words_fd, const int given[ANEW_FDS]) {
    pid_t parent = getpid();

    anew->pid = fork();
    if (anew->pid == 0)
        become(word, words_fd, given, parent);
    if (anew->pid < 0)
        return -1;
    setpgid(anew->pid, anew->pid); /* whoever of the two comes first */
    anew->pid_fd = (int)syscall(SYS_pidfd_open, anew->pid, 0);
    if (anew->pid_fd >= 0)
        return 0;
    kill(anew->pid, SIGKILL);
    waitpid(anew->pid, NULL, 0);
    return -1;
}

int anew_end(struct anew *anew, bool kill_first) {
    int status = 0;

    if (kill_first) {
        kill(anew->pid, SIGKILL);
        kill(-anew->pid, SIGKILL);
    }
    while (waitpid(anew->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(anew->pid_fd);
    return status;
}

int anew_high(int fd) {
    int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, ANEW_FIRST_FD + ANEW_FDS);

    if (fd >= 0)
        close(fd);
    if (high < 0 && errno == EINVAL) /* the limit lies below those */
        errno = EMFILE;
    return high;
}

int anew_memory(const char *name) {
    return anew_high(memfd_create(name, MFD_CLOEXEC));
}
