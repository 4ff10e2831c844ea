/* CPU work of a known length: a fixed number of iterations, never a loop until a clock says stop,
 * since that would burn the same time however little of the CPU it got. */
#include "base/clock.h"
#include "task/task.h"

#include <stdlib.h>

uint64_t work_burn(int64_t iterations) {
    uint64_t value = 1;

    for (int64_t i = 0; i < iterations; i++)
        value = (value ^ (uint64_t)i) * 0x9e3779b97f4a7c15u;
    return value;
}

static int by_value(const void *a, const void *b) {
    const double *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

double work_calibrate(void) {
    enum { runs = 15, iterations = 4000000 };
    static volatile uint64_t sink;
    double rate[runs];

    for (int i = 0; i < runs; i++) {
        int64_t start = clock_ns();

        sink = work_burn(iterations);
        rate[i] = iterations * 1e9 / (double)(clock_ns() - start);
    }
    (void)sink;
    qsort(rate, runs, sizeof *rate, by_value);
    return rate[runs / 2];
}
