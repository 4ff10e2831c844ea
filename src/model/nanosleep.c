#include "model/nanosleep.h"

#include "base/clock.h"

#include <errno.h>

void nanosleep_wait(struct runtime *runtime, int64_t sleep_ns, struct wait *wait) {
    struct timespec deadline;

    (void)runtime;
    wait->start_ns = clock_ns();
    deadline = clock_span(wait->start_ns + sleep_ns);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL) == EINTR)
        ;
    wait->end_ns = clock_ns();
}

void nanosleep_await(struct runtime *runtime, int fd) {
    (void)runtime, (void)fd;
}

int64_t nanosleep_now(struct runtime *runtime) {
    (void)runtime;
    return clock_ns();
}
