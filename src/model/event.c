/* Workers without stacks: each is a record, and each of its steps is a libev callback. This is the
 * minimum that an event loop costs, and how one is commonly written: an ev_timer per sleep, an
 * ev_io per connection.
 *
 *     producer -> ring of waiting tasks -> a worker takes one, starts its watcher
 *                                          ... callback: the task is done,
 *                                              the worker takes the next */
#include "base/clock.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/ring.h"
#include "coroutine/loop.h"
#include "model/account.h"
#include "model/model.h"

#include <ev.h>
#include <stdlib.h>

struct events;

struct worker {
    struct ev_timer timer;
    struct ev_io readable;
    struct events *events;
    struct worker *next_idle;
    struct account account;
    struct wait wait;
    int64_t sleep_ns; /* the duration of the running timer */
    int64_t task;     /* the current task */
    bool spread_out;  /* the delay of its first task is over */
};

struct events {
    struct run *run;
    struct ev_loop *loop;
    struct worker *workers;
    struct worker *idle; /* the first of the idle workers */
    int64_t next_task;   /* the next to put in */
    /* tasks that are done, or were taken by a worker whose connection has failed */
    int64_t over;
    struct ring ring;
};

/* --- a task ----------------------------------------------------------------------------------- */

static void finish_task(struct worker *worker, bool failed) {
    struct events *events = worker->events;
    const struct spec *spec = events->run->spec;
    int64_t end_ns = worker->wait.end_ns;

    events->over++;
    worker->account.failed |= failed;
    if (failed)
        return;
    if (spec->work_iterations > 0) {
        worker->account.work_sum += work_burn(spec->work_iterations);
        end_ns = clock_ns();
    }
    worker->account.tasks_done++;
    account_task(events->run, true, worker - events->workers, worker->task, &worker->wait, end_ns);
}

/* libev counts from the start of its loop iteration. That time is updated first and the clock is
 * read after it, so the wait is no shorter than recorded. */
static void start_timer(struct worker *worker, int64_t sleep_ns) {
    struct events *events = worker->events;

    ev_now_update(events->loop);
    worker->sleep_ns = sleep_ns;
    worker->wait.start_ns = clock_ns();
    ev_timer_set(&worker->timer, (double)sleep_ns / 1e9, 0);
    ev_timer_start(events->loop, &worker->timer);
}

/* Starts the worker's task. Returns true if a callback will finish it, false if it is
 * already over. */
static bool start_task(struct worker *worker) {
    struct run *run = worker->events->run;
    int64_t number = worker - worker->events->workers;

    if (run->task->served) {
        worker->wait.start_ns = clock_ns();
        if (run->task->ask(run->peer, &run->connections[number], worker->wait.start_ns)) {
            finish_task(worker, true);
            return false;
        }
        ev_io_start(worker->events->loop, &worker->readable);
        return true;
    }
    if (run->task->waits) {
        start_timer(worker, run->spec->sleep_ns);
        return true;
    }
    worker->wait.start_ns = worker->wait.end_ns = clock_ns();
    finish_task(worker, false);
    return false;
}

/* --- the queue -------------------------------------------------------------------------------- */

/* Lets the worker take tasks until it waits for something or there is no task for it. */
static void take_tasks(struct worker *worker) {
    struct events *events = worker->events;

    while (events->ring.count > 0) {
        int64_t delay_ns = account_delay_ns(events->run->spec, worker - events->workers);

        worker->task = ring_take(&events->ring);
        if (worker->account.failed) {
            events->over++;
        } else if (!worker->spread_out && delay_ns > 0) {
            start_timer(worker, delay_ns);
            return;
        } else if (start_task(worker)) {
            return;
        }
    }
    worker->next_idle = events->idle;
    events->idle = worker;
}

/* The producer: as long as there is room, puts a task in and lets an idle worker take it. */
static void put_tasks(struct events *events) {
    while (events->next_task < events->run->spec->tasks &&
           events->ring.count < events->ring.capacity) {
        struct worker *worker = events->idle;

        ring_put(&events->ring, events->next_task++);
        if (worker) {
            events->idle = worker->next_idle;
            take_tasks(worker);
        }
    }
    if (events->over == events->run->spec->tasks)
        ev_break(events->loop, EVBREAK_ALL);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void go_on(struct worker *worker) {
    take_tasks(worker);
    put_tasks(worker->events);
}

static void on_timer(struct ev_loop *loop, struct ev_timer *timer, int events) {
    struct worker *worker = (struct worker *)timer;
    int64_t now_ns = clock_ns(), left_ns = worker->wait.start_ns + worker->sleep_ns - now_ns;

    (void)events;
    if (left_ns > 0) { /* libev rounds; wait for the rest */
        ev_timer_set(timer, (double)left_ns / 1e9, 0);
        ev_timer_start(loop, timer);
        return;
    }
    if (!worker->spread_out &&
        account_delay_ns(worker->events->run->spec, worker - worker->events->workers) > 0) {
        worker->spread_out = true;
        if (start_task(worker))
            return;
    } else {
        worker->wait.end_ns = now_ns;
        finish_task(worker, false);
    }
    go_on(worker);
}

static void on_readable(struct ev_loop *loop, struct ev_io *readable, int ignored) {
    struct worker *worker = (struct worker *)((char *)readable - offsetof(struct worker, readable));
    struct run *run = worker->events->run;
    int heard = run->task->hear(&run->connections[worker - worker->events->workers]);

    (void)ignored;
    if (heard == 0)
        return;
    ev_io_stop(loop, readable);
    worker->wait.end_ns = clock_ns();
    finish_task(worker, heard < 0);
    go_on(worker);
}

/* --- the run ---------------------------------------------------------------------------------- */

static void make_worker(struct events *events, int64_t i) {
    struct worker *worker = &events->workers[i];
    const struct connection *connections = events->run->connections;

    worker->events = events;
    ev_timer_init(&worker->timer, on_timer, 0, 0);
    ev_io_init(&worker->readable, on_readable, connections ? connections[i].fd : -1, EV_READ);
    worker->next_idle = events->idle;
    events->idle = worker;
}

/* Creates the loop and the workers. Returns NULL and sets *err if there is no loop. */
static struct events *make_all(struct run *run, struct err *err) {
    size_t capacity = (size_t)spec_queue(run->spec);
    struct ev_loop *loop = loop_new(err);
    struct events *events;

    if (!loop)
        return NULL;
    events = memory_touched(1, sizeof *events + ring_bytes(capacity));
    if (!events)
        memory_missing();
    events->run = run;
    events->ring.capacity = capacity;
    events->loop = loop;
    events->workers = memory_get((size_t)run->spec->concurrency, sizeof *events->workers);
    for (int64_t i = run->spec->concurrency; i-- > 0;)
        make_worker(events, i);
    run->workers = run->spec->concurrency;
    return events;
}

static void leave(struct events *events) {
    struct run *run = events->run;
    struct account *accounts = memory_get((size_t)run->workers, sizeof *accounts);
    int64_t left_ns = clock_ns();

    for (int64_t i = 0; i < run->workers; i++) {
        accounts[i] = events->workers[i].account;
        accounts[i].left_ns = left_ns;
    }
    account_add_up(run, accounts);
    free(accounts);
    ev_loop_destroy(events->loop);
    free(events->workers);
    memory_free(events, 1, sizeof *events + ring_bytes(events->ring.capacity));
}

static int event_run(struct run *run, struct err *err) {
    int64_t before_ns = clock_ns();
    struct events *events = make_all(run, err);

    if (!events)
        return -1;
    run->spawn_ns = clock_ns() - before_ns;
    run->at_start(run);
    account_start(run);
    put_tasks(events);
    if (events->over < run->spec->tasks)
        ev_run(events->loop, 0);
    run->at_end(run);
    leave(events);
    return 0;
}

const struct model model_event = {
    .name = "event",
    .help = "callbacks of libev, no stacks: what an event loop costs at least",
    .engine = 1,
    .needs = {.bytes = sizeof(struct worker)},
    .run = event_run,
};
