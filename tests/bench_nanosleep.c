/* The minimum cost of a sleeping thread: a bare clock_nanosleep() loop, without pool, queue or
 * timestamps. Prints overhead and CPU per task in ns.
 * usage: bench_nanosleep TASKS SLEEP_NS LATENESS_NS */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

int main(int argc, char **argv) {
    int64_t tasks = argc == 4 ? atoll(argv[1]) : 0;
    int64_t sleep_ns = argc == 4 ? atoll(argv[2]) : 0;
    struct timespec cpu;
    int64_t start_ns;

    if (tasks < 1 || sleep_ns < 1) {
        fprintf(stderr, "usage: bench_nanosleep TASKS SLEEP_NS LATENESS_NS\n");
        return 2;
    }
    prctl(PR_SET_TIMERSLACK, atoll(argv[3]));
    start_ns = clock_ns();
    for (int64_t i = 0; i < tasks; i++) {
        struct timespec deadline = clock_span(clock_ns() + sleep_ns);

        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    printf("%.6f %.0f\n", (double)(clock_ns() - start_ns) / (double)(sleep_ns * tasks),
           ((double)cpu.tv_sec * 1e9 + (double)cpu.tv_nsec) / (double)tasks);
    return 0;
}
