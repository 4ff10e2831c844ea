#include "trial/spinners.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

static void *spin(void *argument) {
    struct spinners *spinners = argument;

    while (!atomic_load_explicit(&spinners->over, memory_order_relaxed))
        ;
    return NULL;
}

static int start_on(struct spinners *spinners, int cpu) {
    struct sched_param lowest = {.sched_priority = 0};
    pthread_attr_t attributes;
    cpu_set_t one;
    int error;

    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    pthread_attr_init(&attributes);
    pthread_attr_setaffinity_np(&attributes, sizeof one, &one);
    error = pthread_create(&spinners->threads[spinners->count], &attributes, spin, spinners);
    pthread_attr_destroy(&attributes);
    if (!error)
        error = pthread_setschedparam(spinners->threads[spinners->count++], SCHED_IDLE, &lowest);
    errno = error;
    return error ? -1 : 0;
}

/* Starts a spinner on each allowed CPU, with all signals blocked, because the main thread
 * handles them. */
static int start_all(struct spinners *spinners, const cpu_set_t *allowed) {
    sigset_t all, before;
    int result = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (int cpu = 0; cpu < CPU_SETSIZE && !result; cpu++)
        if (CPU_ISSET(cpu, allowed))
            result = start_on(spinners, cpu);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

int spinners_start(struct spinners *spinners, bool wanted) {
    cpu_set_t allowed;
    int error;

    if (!wanted)
        return 0;
    if (sched_getaffinity(0, sizeof allowed, &allowed))
        return -1;
    spinners->threads = calloc((size_t)CPU_COUNT(&allowed), sizeof *spinners->threads);
    if (spinners->threads && !start_all(spinners, &allowed))
        return 0;
    error = errno;
    spinners_stop(spinners);
    errno = error;
    return -1;
}

void spinners_stop(struct spinners *spinners) {
    atomic_store(&spinners->over, true);
    while (spinners->count > 0)
        pthread_join(spinners->threads[--spinners->count], NULL);
    free(spinners->threads);
    spinners->threads = NULL;
}
