/* Three decisions make this engine cheap and keep it honest.
 *
 * Turns go in rounds: first everybody who was woken since the last one began, then some of the
 * sleepers that are due. Within a round a coroutine that parks switches straight to the next one;
 * after it the loop on the thread's own stack gets control. So nobody is forgotten for another, and
 * who is woken by each of many (a producer, by each task that is taken) has one turn for all of
 * them.
 *
 * The clock is read once per round, and always on the safe side: a sleep begins at the next
 * reading AFTER it was asked for, and ends at the last reading BEFORE its coroutine goes on.
 *
 *     turn:   A parks | B parks | C parks | read clock | D goes on ...
 *     A, B and C began here --------------^            ^-- D's sleep ended at that reading, or
 * before
 *
 * So batching can only lengthen a sleep, by what a round lasts. A coroutine that has looked at
 * the clock itself since it went on (it burns CPU, and its turn is long) is stamped at once
 * instead.
 *
 * Deadlines are ours, behind one timerfd: libev's own timers are rounded to whole milliseconds by
 * its epoll back end and count from a cached clock. The timerfd is set to the earliest deadline
 * plus `lateness`, and whatever is due by then goes on together, which is what the kernel does with
 * the timer slack of threads. Setting it anew also clears its readiness, so it is never read. */
#include "coroutine/scheduler.h"

#include "base/clock.h"
#include "base/memory.h"
#include "coroutine/loop.h"
#include "coroutine/run_queue.h"
#include "coroutine/stacks.h"
#include "coroutine/timers.h"
#include "coroutine/watchers.h"

#include <errno.h>
#include <ev.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { sleepers_per_round = 32, unstamped_most = 64, rounds_between_polls = 32 };

struct scheduler {
    struct context native; /* the thread's own stack, where the loop runs */
    struct coroutine *running;
    struct run_queue ready;
    size_t left_in_round; /* of the ready; those behind them have their turn in the next */
    struct timers timers;
    struct coroutine *unstamped[unstamped_most]; /* asked to sleep since the last reading */
    int unstamped_count;
    int sleepers_in_round;
    int looked_at_clock; /* the running coroutine did, since it went on */
    int64_t now_ns;      /* the last reading */
    struct scheduler_config make;
    ucontext_t native_state; /* where make.ucontext */
    int64_t sleeping;        /* by ev_timers */
    size_t spawned;
    struct stacks stacks;
    struct ev_loop *loop;
    struct ev_io timer_watcher;
    int timer_fd;
    int64_t armed_ns; /* what the timerfd stands at; INT64_MAX: at nothing */
    struct watchers watchers;
};

/* --- the clock -------------------------------------------------------------------------------- */

static void begin_sleep(struct scheduler *scheduler, struct coroutine *coroutine) {
    coroutine->wait->start_ns = scheduler->now_ns;
    timers_add(&scheduler->timers, coroutine, scheduler->now_ns);
}

static void read_clock(struct scheduler *scheduler) {
    scheduler->now_ns = clock_ns();
    for (int i = 0; i < scheduler->unstamped_count; i++)
        begin_sleep(scheduler, scheduler->unstamped[i]);
    scheduler->unstamped_count = 0;
}

int64_t scheduler_now(struct scheduler *scheduler) {
    read_clock(scheduler);
    scheduler->looked_at_clock = 1;
    return scheduler->now_ns;
}

/* --- turns ------------------------------------------------------------------------------------ */

/* Whose turn it is; NULL: the loop's, because the round is over. */
static struct coroutine *next_turn(struct scheduler *scheduler) {
    struct coroutine *next;

    if (scheduler->unstamped_count == unstamped_most)
        return NULL;
    if (scheduler->left_in_round > 0) {
        scheduler->left_in_round--;
        run_queue_fetch_ahead(&scheduler->ready);
        return run_queue_pop(&scheduler->ready);
    }
    if (scheduler->sleepers_in_round == sleepers_per_round)
        return NULL;
    next = timers_take_due(&scheduler->timers, scheduler->now_ns);
    if (next) {
        next->wait->end_ns = scheduler->now_ns;
        scheduler->sleepers_in_round++;
    }
    return next;
}

static void give_turn(struct scheduler *scheduler, struct context *from) {
    struct coroutine *next = next_turn(scheduler);

    if (next && &next->context == from)
        return;
    scheduler->running = next;
    scheduler->looked_at_clock = 0;
    context_switch(from, next ? &next->context : &scheduler->native);
}

void scheduler_park(struct scheduler *scheduler) {
    struct coroutine *self = scheduler->running;

    if (__builtin_expect(*self->canary != STACKS_CANARY, 0))
        stacks_overflowed(&scheduler->stacks);
    give_turn(scheduler, &self->context);
}

void scheduler_wake(struct scheduler *scheduler, struct coroutine *coroutine) {
    run_queue_push(&scheduler->ready, coroutine);
}

struct coroutine *scheduler_running(struct scheduler *scheduler) {
    return scheduler->running;
}

/* An ev_timer on the sleeper's stack. */
struct sleeper {
    struct ev_timer timer;
    struct scheduler *scheduler;
    struct coroutine *coroutine;
};

static void on_ev_timer(struct ev_loop *loop, struct ev_timer *timer, int events) {
    struct sleeper *sleeper = (struct sleeper *)timer;

    (void)loop, (void)events;
    scheduler_wake(sleeper->scheduler, sleeper->coroutine);
}

/* libev counts from when its iteration began, so that time is renewed first, and the clock read
 * after it: the wait is no shorter than what is written down. What libev's rounding leaves of it is
 * waited for, too. Never inline: what it keeps on the stack would lie between the lines that each
 * other sleeper's stack brings into the cache. */
static __attribute__((noinline)) void sleep_by_ev_timer(struct scheduler *scheduler,
                                                        int64_t sleep_ns, struct wait *wait) {
    struct sleeper sleeper = {.scheduler = scheduler, .coroutine = scheduler->running};
    int64_t left_ns = sleep_ns;

    ev_now_update(scheduler->loop);
    wait->start_ns = clock_ns();
    ev_init(&sleeper.timer, on_ev_timer);
    scheduler->sleeping++;
    do {
        ev_timer_set(&sleeper.timer, (double)left_ns / 1e9, 0);
        ev_timer_start(scheduler->loop, &sleeper.timer);
        scheduler_park(scheduler);
        wait->end_ns = clock_ns();
        left_ns = wait->start_ns + sleep_ns - wait->end_ns;
    } while (left_ns > 0);
    scheduler->sleeping--;
}

void scheduler_sleep(struct scheduler *scheduler, int64_t sleep_ns, struct wait *wait) {
    struct coroutine *self = scheduler->running;

    if (scheduler->make.ev_timers) {
        sleep_by_ev_timer(scheduler, sleep_ns, wait);
        return;
    }
    self->sleep_ns = sleep_ns;
    self->wait = wait;
    scheduler->unstamped[scheduler->unstamped_count++] = self;
    if (scheduler->looked_at_clock)
        read_clock(scheduler);
    scheduler_park(scheduler);
}

/* --- descriptors ------------------------------------------------------------------------------ */

void scheduler_await(struct scheduler *scheduler, int fd) {
    watchers_add(&scheduler->watchers, fd, scheduler->running);
    scheduler_park(scheduler);
}

/* --- birth and death -------------------------------------------------------------------------- */

static void coroutine_main(void *argument) {
    struct scheduler *scheduler = argument;
    struct coroutine *self = scheduler->running;

    context_arrive(&self->context);
    self->body(self->argument);
    scheduler_park(scheduler); /* for ever: it stands in no list */
    ASSERT(!"a coroutine that has ended gets no turn");
}

/* The i-th coroutine stands at the upper end of the i-th stack, on a cache line of its own. */
static struct coroutine *coroutine_at(struct scheduler *scheduler, size_t i) {
    char *at = (char *)stacks_top(&scheduler->stacks, i) - sizeof(struct coroutine);

    return (struct coroutine *)(at - (uintptr_t)at % 64);
}

/* Its state lies below it; NULL: it needs none. */
static ucontext_t *state_of(const struct scheduler *scheduler, struct coroutine *coroutine) {
    uintptr_t below = (uintptr_t)coroutine - sizeof(ucontext_t);

    return scheduler->make.ucontext ? (ucontext_t *)(below - below % 16) : NULL;
}

void scheduler_spawn(struct scheduler *scheduler, void (*body)(void *argument), void *argument) {
    size_t i = scheduler->spawned++;
    struct coroutine *coroutine = coroutine_at(scheduler, i);
    ucontext_t *state = state_of(scheduler, coroutine);

    ASSERT(i < scheduler->stacks.count);
    *coroutine = (struct coroutine){
        .canary = stacks_canary(&scheduler->stacks, i), .body = body, .argument = argument};
    context_make(&coroutine->context, state, stacks_low(&scheduler->stacks, i),
                 state ? (void *)state : coroutine, coroutine_main, scheduler);
    scheduler_wake(scheduler, coroutine);
}

/* --- the loop --------------------------------------------------------------------------------- */

/* Being woken is all that is wanted of the event. */
static void on_timer(struct ev_loop *loop, struct ev_io *watcher, int events) {
    (void)loop, (void)watcher, (void)events;
}

static void block_until(struct scheduler *scheduler, int64_t deadline_ns) {
    struct itimerspec setting = {.it_value = {0}}; /* disarms it */

    if (deadline_ns != INT64_MAX)
        setting.it_value =
            clock_span(deadline_ns - scheduler->make.spin_ns + scheduler->make.lateness_ns);
    if (deadline_ns != scheduler->armed_ns)
        ASSERT(!timerfd_settime(scheduler->timer_fd, TFD_TIMER_ABSTIME, &setting, NULL));
    scheduler->armed_ns = deadline_ns;
    ev_run(scheduler->loop, EVRUN_ONCE);
}

/* The clock is read here, on the thread's own stack: on a coroutine's it would go deeper than those
 * who just sleep do, where the cache has nothing of it. */
static void begin_round(struct scheduler *scheduler) {
    scheduler->left_in_round = run_queue_count(&scheduler->ready);
    scheduler->sleepers_in_round = 0;
    read_clock(scheduler);
}

static bool somebody_can_run(const struct scheduler *scheduler) {
    return scheduler->left_in_round > 0 || timers_earliest(&scheduler->timers) <= scheduler->now_ns;
}

/* Until nobody can run, or it is time to poll: when everybody who could run at the last poll has
 * had a turn. */
static void run_rounds(struct scheduler *scheduler) {
    int rounds = 0;

    begin_round(scheduler);
    while (rounds < rounds_between_polls && somebody_can_run(scheduler)) {
        give_turn(scheduler, &scheduler->native);
        rounds += scheduler->left_in_round == 0; /* else the clock cut it short */
        begin_round(scheduler);
    }
}

/* Of the loop, beside that of its timerfd. */
static bool awaits_event(const struct scheduler *scheduler) {
    return scheduler->watchers.waiting + scheduler->sleeping > 0;
}

/* True: somebody can run, or will; false: never again. The last stretch before a deadline is
 * polled. */
static bool await_somebody(struct scheduler *scheduler) {
    int64_t earliest = timers_earliest(&scheduler->timers);
    bool somebody =
        scheduler->left_in_round > 0 || earliest - scheduler->make.spin_ns <= scheduler->now_ns;

    if (!somebody && !awaits_event(scheduler) && earliest == INT64_MAX)
        return false;
    if (!somebody)
        block_until(scheduler, earliest);
    else if (awaits_event(scheduler))
        ev_run(scheduler->loop, EVRUN_NOWAIT);
    return true;
}

void scheduler_run(struct scheduler *scheduler) {
    context_native(&scheduler->native, scheduler->make.ucontext ? &scheduler->native_state : NULL);
    do
        run_rounds(scheduler);
    while (await_somebody(scheduler));
}

static int open_loop(struct scheduler *scheduler, struct err *err) {
    scheduler->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (scheduler->timer_fd < 0)
        return err_set(err, ERR_TRIAL, "cannot make a timer descriptor: %s", strerror(errno));
    scheduler->loop = loop_new(err);
    if (!scheduler->loop) {
        close(scheduler->timer_fd);
        return -1;
    }
    scheduler->watchers = (struct watchers){.ready = &scheduler->ready, .loop = scheduler->loop};
    ev_io_init(&scheduler->timer_watcher, on_timer, scheduler->timer_fd, EV_READ);
    ev_io_start(scheduler->loop, &scheduler->timer_watcher);
    return 0;
}

/* What the engine itself keeps on a stack, and what a worker that only sleeps needs beside it. */
static size_t least_stack_bytes(const struct scheduler_config *make) {
    enum { frames = 512 };

    return sizeof(struct coroutine) + (make->ucontext ? sizeof(ucontext_t) : 0) + frames;
}

static int open_stacks(struct scheduler *scheduler, struct err *err) {
    const struct scheduler_config *make = &scheduler->make;

    if (make->stack_bytes < least_stack_bytes(make))
        return err_set(err, ERR_TRIAL,
                       "a stack of %zu bytes is too small for a coroutine; give it at least %zu "
                       "(--stack)",
                       make->stack_bytes, least_stack_bytes(make));
    if (stacks_open(&scheduler->stacks, make->capacity, make->stack_bytes, err))
        return -1;
    if (stacks_watch(&scheduler->stacks, err)) {
        stacks_close(&scheduler->stacks);
        return -1;
    }
    return 0;
}

struct scheduler *scheduler_new(const struct scheduler_config *make, struct err *err) {
    struct scheduler *scheduler = memory_get(1, sizeof *scheduler);

    ASSERT(make->stack_bytes % 64 == 0);
    scheduler->make = *make;
    scheduler->make.ucontext |= CONTEXT_NEEDS_STATE;
    scheduler->armed_ns = INT64_MAX;
    if (open_stacks(scheduler, err))
        goto no_stacks;
    if (open_loop(scheduler, err))
        goto no_loop;
    return scheduler;

no_loop:
    stacks_close(&scheduler->stacks);
no_stacks:
    free(scheduler);
    return NULL;
}

void scheduler_free(struct scheduler *scheduler) {
    for (size_t i = 0; i < scheduler->spawned; i++)
        context_end(&coroutine_at(scheduler, i)->context);
    timers_clear(&scheduler->timers);
    run_queue_clear(&scheduler->ready);
    ev_io_stop(scheduler->loop, &scheduler->timer_watcher);
    watchers_clear(&scheduler->watchers);
    ev_loop_destroy(scheduler->loop);
    close(scheduler->timer_fd);
    stacks_close(&scheduler->stacks);
    free(scheduler);
}
