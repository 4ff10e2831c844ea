/* Callbacks of libuv: a worker is a timer, its next step a callback; no stacks. */
#include "crossover_adapter.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

struct worker {
    uv_timer_t timer;
    struct worker *next_idle;
    int64_t number, task;
    int64_t start_ns, sleep_ns; /* of the wait it is in */
    bool spread_out;            /* the delay of its first task is behind it */
};

static struct trial trial;
static struct worker *workers, *idle;

static void on_timer(uv_timer_t *timer);

/* libuv counts whole milliseconds from the time it had read when its turn began; that is renewed,
 * and what the rounding leaves is waited for, too. */
static void wait_for_rest(struct worker *worker, int64_t left_ns) {
    uv_update_time(uv_default_loop());
    uv_timer_start(&worker->timer, on_timer, (uint64_t)((left_ns + 999999) / 1000000), 0);
}

static void start_wait(struct worker *worker, int64_t sleep_ns) {
    worker->sleep_ns = sleep_ns;
    worker->start_ns = now_ns();
    wait_for_rest(worker, sleep_ns);
}

/* The worker goes on until it waits for something, or there is no task for it. */
static void take_tasks(struct worker *worker) {
    while (trial_take(&trial, &worker->task)) {
        int64_t delay_ns = trial_delay_ns(&trial, worker->number);

        if (!worker->spread_out && delay_ns > 0) {
            start_wait(worker, delay_ns);
            return;
        }
        if (trial.sleep_ns > 0) {
            start_wait(worker, trial.sleep_ns);
            return;
        }
        trial_stamp(&trial, worker->task, worker->number, now_ns());
    }
    worker->next_idle = idle;
    idle = worker;
}

/* The producer: as long as there is room, puts a task in, and has an idle worker take it. */
static void put_tasks(void) {
    while (trial_put(&trial)) {
        struct worker *worker = idle;

        if (worker) {
            idle = worker->next_idle;
            take_tasks(worker);
        }
    }
}

static void on_timer(uv_timer_t *timer) {
    struct worker *worker = (struct worker *)timer;
    int64_t left_ns = worker->start_ns + worker->sleep_ns - now_ns();

    if (left_ns > 0) {
        wait_for_rest(worker, left_ns);
    } else if (!worker->spread_out && trial_delay_ns(&trial, worker->number) > 0) {
        worker->spread_out = true;
        start_wait(worker, trial.sleep_ns);
    } else {
        trial_stamp(&trial, worker->task, worker->number, worker->start_ns);
        take_tasks(worker);
        put_tasks();
    }
}

int main(int argc, char **argv) {
    char runtime[64] = "libuv ";

    trial = trial_open("libuv", argc, argv);
    workers = calloc((size_t)trial.concurrency, sizeof *workers);
    if (!workers)
        refuse(&trial, 71, "there is no memory for so many workers");
    for (int64_t i = trial.concurrency; i-- > 0; idle = &workers[i]) {
        workers[i].number = i;
        workers[i].next_idle = idle;
        uv_timer_init(uv_default_loop(), &workers[i].timer);
    }
    trial_begin(&trial);
    put_tasks();
    uv_run(uv_default_loop(), UV_RUN_DEFAULT); /* until no timer is left */
    trial_tell(&trial, strcat(runtime, uv_version_string()));
    return 0;
}
