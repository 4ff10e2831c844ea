/* Threads of State Threads (coroutines on one OS thread) over a bounded queue with its condition
 * variables. */
#include "crossover_adapter.h"

#include <st.h>
#include <stdlib.h>

static struct trial trial;
static st_cond_t not_empty, not_full;

/* The library counts from its last clock reading, and its poll rounds; the remainder is slept as
 * well. */
static int64_t sleep_whole(int64_t sleep_ns) {
    int64_t start_ns = now_ns(), left_ns = sleep_ns;

    for (; left_ns > 0; left_ns = start_ns + sleep_ns - now_ns())
        st_usleep((st_utime_t)(left_ns + 999) / 1000);
    return start_ns;
}

static void *work(void *argument) {
    int64_t number = (int64_t)(intptr_t)argument, task;
    int64_t delay_ns = trial_delay_ns(&trial, number);

    for (;;) {
        while (!trial_take(&trial, &task)) {
            if (trial_is_drained(&trial))
                return NULL;
            st_cond_wait(not_empty);
        }
        st_cond_signal(not_full);
        if (delay_ns > 0)
            sleep_whole(delay_ns);
        delay_ns = 0;
        trial_stamp(&trial, task, number, sleep_whole(trial.sleep_ns));
    }
}

/* A worker ends when no task remains. */
static void put_all(void) {
    while (trial.last < trial.tasks) {
        while (!trial_put(&trial))
            st_cond_wait(not_full);
        st_cond_signal(not_empty);
    }
    while (!trial_is_drained(&trial))
        st_cond_wait(not_full);
    st_cond_broadcast(not_empty);
}

int main(int argc, char **argv) {
    st_thread_t *workers;

    trial = trial_open("state-threads", argc, argv);
    workers = calloc((size_t)trial.concurrency, sizeof *workers);
    st_set_eventsys(ST_EVENTSYS_ALT); /* epoll */
    if (!workers || st_init())
        refuse(&trial, 1, "the library could not be started");
    not_empty = st_cond_new();
    not_full = st_cond_new();
    for (int64_t i = 0; i < trial.concurrency; i++)
        if (!(workers[i] = st_thread_create(work, (void *)(intptr_t)i, 1, 0)))
            refuse(&trial, 71, "so many threads could not be created");
    st_sleep(0); /* each waits for its first task */
    trial_begin(&trial);
    put_all();
    for (int64_t i = 0; i < trial.concurrency; i++)
        st_thread_join(workers[i], NULL);
    trial_tell(&trial, "State Threads " ST_VERSION);
    return 0;
}
