#include "trial/timer_floor.h"

#include "base/clock.h"
#include "model/nanosleep.h"

#include <stdlib.h>
#include <sys/prctl.h>

static const int64_t longest_sleep_ns = 5 * NS_PER_MS;

static int by_value(const void *a, const void *b) {
    const int64_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

int64_t timer_floor_measure(int64_t sleep_ns, int64_t lateness_ns) {
    enum { sleeps = 20 };
    int64_t late_ns[sleeps];
    struct runtime alone = {.spin_ns = 0};
    int slack = prctl(PR_GET_TIMERSLACK);

    if (sleep_ns > longest_sleep_ns)
        sleep_ns = longest_sleep_ns;
    prctl(PR_SET_TIMERSLACK, lateness_ns);
    for (int i = 0; i < sleeps; i++) {
        struct wait wait;

        nanosleep_wait(&alone, sleep_ns, &wait);
        late_ns[i] = wait.end_ns - wait.start_ns - sleep_ns;
    }
    prctl(PR_SET_TIMERSLACK, slack);
    qsort(late_ns, sleeps, sizeof *late_ns, by_value);
    return (late_ns[sleeps / 2 - 1] + late_ns[sleeps / 2]) / 2;
}
