/* Callbacks of libuv, without stacks: a worker is a timer, its next step a callback. */
#include "crossover_adapter.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

struct worker {
    uv_timer_t timer;
    struct worker *next_idle;
    int64_t number, task;
    int64_t start_ns, sleep_ns; /* of the current wait */
    bool spread_out;            /* the delay of its first task is over */
};

static struct trial trial;
static struct worker *workers, *idle;

static void on_timer(uv_timer_t *timer);

/* libuv counts whole milliseconds from the clock reading at the start of a loop iteration. So the
 * reading is refreshed, and what rounding cuts off is waited for as well. */
static void wait_for_rest(struct worker *worker, int64_t left_ns) {
    uv_update_time(uv_default_loop());
    uv_timer_start(&worker->timer, on_timer, (uint64_t)((left_ns + 999999) / 1000000), 0);
}

static void start_wait(struct worker *worker, int64_t sleep_ns) {
    worker->sleep_ns = sleep_ns;
    worker->start_ns = now_ns();
    wait_for_rest(worker, sleep_ns);
}

/* Runs a worker until it waits or finds no task. */
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

/* Producer: puts in tasks while there is room, and hands them to idle workers. */
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
    uv_run(uv_default_loop(), UV_RUN_DEFAULT); /* until no timer remains */
    trial_tell(&trial, strcat(runtime, uv_version_string()));
    return 0;
}
