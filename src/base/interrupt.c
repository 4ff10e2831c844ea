#include "base/interrupt.h"

#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { signal_count = sizeof signals / sizeof *signals };

static volatile sig_atomic_t requested;
static sigset_t open_mask;

static void note(int number) {
    (void)number;
    requested = 1;
}

void interrupt_arm(void) {
    sigset_t closed;
    struct sigaction action = {.sa_handler = note};

    sigemptyset(&closed);
    for (int i = 0; i < signal_count; i++) {
        sigaddset(&closed, signals[i]);
        sigaction(signals[i], &action, NULL);
    }
    sigprocmask(SIG_BLOCK, &closed, &open_mask);
    for (int i = 0; i < signal_count; i++)
        sigdelset(&open_mask, signals[i]);
    signal(SIGPIPE, SIG_IGN);
}

bool interrupt_requested(void) {
    sigset_t pending;

    if (requested)
        return true;
    sigpending(&pending);
    for (int i = 0; i < signal_count; i++)
        if (sigismember(&pending, signals[i]))
            return true;
    return false;
}

const sigset_t *interrupt_open_mask(void) {
    return &open_mask;
}

void interrupt_keep_file_limit(void) {
    signal(SIGXFSZ, SIG_IGN);
}

void interrupt_disarm(void) {
    for (int i = 0; i < signal_count; i++)
        signal(signals[i], SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, &open_mask, NULL);
}
