#include "model/nanosleep.h"

#include "base/clock.h"

#include <errno.h>

void nanosleep_wait(struct runtime *runtime, int64_t sleep_ns, struct wait *wait) {
    struct timespec until;
    int64_t deadline_ns;

    wait->start_ns = clock_ns();
    deadline_ns = wait->start_ns + sleep_ns;
    until = clock_span(deadline_ns - runtime->spin_ns);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
        ;
    do
        wait->end_ns = clock_ns();
    while (runtime->spin_ns > 0 && wait->end_ns < deadline_ns);
}

void nanosleep_await(struct runtime *runtime, int fd) {
    (void)runtime, (void)fd;
}

int64_t nanosleep_now(struct runtime *runtime) {
    (void)runtime;
    return clock_ns();
}
