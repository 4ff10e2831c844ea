/* CPU work of a known amount: a fixed number of iterations, never a loop until a given time,
 * because such a loop would take equally long no matter how little CPU it gets. */
#include "base/clock.h"
#include "task/task.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
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

/* --- two CPUs compared with one --------------------------------------------------------------- */

struct burner {
    pthread_t thread;
    cpu_set_t cpu;
    atomic_bool *go;
    int64_t took_ns;
    uint64_t burnt;
};

static void *burn(void *argument) {
    enum { iterations = 2000000 };
    struct burner *burner = argument;
    int64_t begun_ns;

    sched_setaffinity(0, sizeof burner->cpu, &burner->cpu);
    while (!atomic_load(burner->go))
        ;
    begun_ns = clock_ns();
    burner->burnt = work_burn(iterations);
    burner->took_ns = clock_ns() - begun_ns;
    return NULL;
}

/* Finds the first two CPUs that this process may use. Returns false if there are not two. */
static bool first_two_cpus(struct burner burners[static 2]) {
    cpu_set_t allowed;
    int found = 0;

    if (sched_getaffinity(0, sizeof allowed, &allowed))
        return false;
    for (size_t cpu = 0; cpu < CPU_SETSIZE && found < 2; cpu++)
        if (CPU_ISSET(cpu, &allowed)) {
            CPU_ZERO(&burners[found].cpu);
            CPU_SET(cpu, &burners[found++].cpu);
        }
    return found == 2;
}

/* Runs `count` burners at once. Returns the time of the slowest, in ns; NAN if not all threads
 * could be created. */
static double burn_together(struct burner *burners, int count) {
    atomic_bool go = false;
    double slowest = 0;
    int made = 0;

    for (; made < count; made++) {
        burners[made].go = &go;
        if (pthread_create(&burners[made].thread, NULL, burn, &burners[made]))
            break;
    }
    atomic_store(&go, true);
    for (int i = 0; i < made; i++) {
        pthread_join(burners[i].thread, NULL);
        slowest = fmax(slowest, (double)burners[i].took_ns);
    }
    return made == count ? slowest : NAN;
}

double work_two_cpus(void) {
    enum { runs = 5 };
    struct burner burners[2];
    double ratio[runs];

    if (!first_two_cpus(burners))
        return NAN;
    for (int i = 0; i < runs; i++) {
        double alone = burn_together(burners, 1), together = burn_together(burners, 2);

        if (isnan(alone) || isnan(together))
            return NAN;
        ratio[i] = 2 * alone / together;
    }
    qsort(ratio, runs, sizeof *ratio, by_value);
    return ratio[runs / 2];
}
