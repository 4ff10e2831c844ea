/* Linked only into the configuration coverage: makes processes that end by _exit(), abort() or
 * SIGKILL write their counts first. The linker option --wrap redirects these calls here, so the
 * sources need no change. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void __gcov_dump(void);
int __real_kill(pid_t pid, int number);
_Noreturn void __real__exit(int status);
_Noreturn void __real_abort(void);
int __wrap_kill(pid_t pid, int number);
_Noreturn void __wrap__exit(int status);
_Noreturn void __wrap_abort(void);

_Noreturn void __wrap__exit(int status) {
    __gcov_dump();
    __real__exit(status);
}

_Noreturn void __wrap_abort(void) {
    __gcov_dump();
    __real_abort();
}

/* Write the counts, then end by SIGKILL, so that the parent sees the expected signal. */
static void write_and_end(int number) {
    (void)number;
    __gcov_dump();
    __real_kill(getpid(), SIGKILL);
}

static __attribute__((constructor)) void listen(void) {
    static char room[65536];
    const stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    struct sigaction action = {.sa_handler = write_and_end, .sa_flags = SA_ONSTACK};

    sigaltstack(&stack, NULL);
    sigaction(SIGRTMAX, &action, NULL);
}

/* Before a child is killed, its main thread gets a signal to write its counts, and a second to do
 * so. A stopped process, or one that is not a child, is not waited for. */
int __wrap_kill(pid_t pid, int number) {
    const struct timespec pause = {.tv_nsec = 1000000};
    siginfo_t ended = {0};

    if (number == SIGKILL && pid > 0 && !syscall(SYS_tgkill, pid, pid, SIGRTMAX))
        for (int i = 0; i < 1000; i++) {
            if (waitid(P_PID, (id_t)pid, &ended, WEXITED | WSTOPPED | WNOHANG | WNOWAIT) ||
                ended.si_pid)
                break;
            nanosleep(&pause, NULL);
        }
    return __real_kill(pid, number);
}
