/* Three decisions make this engine cheap and keep it honest.
 *
 * A coroutine that parks switches straight to the next runnable one; the loop on the thread's own
 * stack gets control only when nobody can run, or after turns_between_polls turns.
 *
 * The clock is read once for several turns, and always on the safe side: a sleep begins at the next
 * reading AFTER it was asked for, and ends at the last reading BEFORE its coroutine goes on.
 *
 *     turn:   A parks | B parks | C parks | read clock | D goes on ...
 *     A, B and C began here --------------^            ^-- D's sleep ended at that reading, or
 * before
 *
 * So batching can only lengthen a sleep, by what a few turns last. A coroutine that has looked at
 * the clock itself since it went on (it burns CPU, and its turn is long) is stamped at once
 * instead.
 *
 * Deadlines are ours, behind one timerfd: libev's own timers are rounded to whole milliseconds by
 * its epoll back end and count from a cached clock. The timerfd is set to the earliest deadline
 * plus `lateness`, and whatever is due by then goes on together, which is what the kernel does with
 * the timer slack of threads. Setting it anew also clears its readiness, so it is never read.
 *
 * A descriptor's watcher is made once and started and stopped with each wait: libev tells the kernel
 * only of what has changed when it polls, and that a coroutine that was answered has asked again
 * meanwhile is no change. Therefore everybody who was told that there is an answer has a turn, and reads
 * it, before the next poll: to libev an answer that nobody waits for any more is a call to the kernel. */
#include "coroutine/scheduler.h"

#include "base/clock.h"
#include "coroutine/coroutine.h"
#include "coroutine/stacks.h"
#include "coroutine/timers.h"

#include <errno.h>
#include <ev.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { turns_per_reading = 32, turns_between_polls = 1024 };

struct scheduler {
    struct context native; /* the thread's own stack, where the loop runs */
    struct coroutine *running;
    struct coroutine_list ready;
    struct timers timers;
    struct coroutine *unstamped[turns_per_reading]; /* asked to sleep since the last reading */
    int unstamped_count;
    int turns_since_reading;
    int64_t turns_until_poll;
    int looked_at_clock; /* the running coroutine did, since it went on */
    int64_t now_ns;      /* the last reading */
    struct scheduler_make make;
    ucontext_t native_state; /* where make.ucontext */
    int64_t sleeping;        /* by ev_timers */
    size_t spawned;
    struct stacks stacks;
    struct ev_loop *loop;
    struct ev_io timer_watcher;
    int timer_fd;
    int64_t armed_ns;          /* what the timerfd stands at; INT64_MAX: at nothing */
    struct watcher **watchers; /* by descriptor; NULL: nobody has waited for it yet */
    int watcher_room;
    int64_t awaiting; /* coroutines that wait for a descriptor */
};

/* A descriptor, and who waits for it. */
struct watcher {
    struct ev_io io;
    struct scheduler *scheduler;
    struct coroutine *waiting;
};

/* --- the clock -------------------------------------------------------------------------------- */

static void begin_sleep(struct scheduler *scheduler, struct coroutine *coroutine) {
    coroutine->wait->start_ns = scheduler->now_ns;
    timers_add(&scheduler->timers, coroutine, scheduler->now_ns);
}

static void read_clock(struct scheduler *scheduler) {
    scheduler->now_ns = clock_ns();
    scheduler->turns_since_reading = 0;
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

/* Whose turn it is; NULL: the loop's, because nobody can run or it is time to poll. */
static struct coroutine *next_turn(struct scheduler *scheduler) {
    struct coroutine *next;

    if (scheduler->turns_until_poll-- <= 0)
        return NULL;
    if (++scheduler->turns_since_reading >= turns_per_reading)
        read_clock(scheduler);
    next = list_pop(&scheduler->ready);
    if (!next && (next = timers_take_due(&scheduler->timers, scheduler->now_ns)))
        next->wait->end_ns = scheduler->now_ns;
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

    PROMISE(*self->canary == STACKS_CANARY); /* else the stack was too small */
    give_turn(scheduler, &self->context);
}

void scheduler_wake(struct scheduler *scheduler, struct coroutine *coroutine) {
    list_push(&scheduler->ready, coroutine);
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

/* libev counts from when its iteration began, so that time is renewed first, and the clock read after it: the wait is
 * no shorter than what is written down. What libev's rounding leaves of it is waited for, too. Never inline: what it keeps
 * on the stack would lie between the lines that each other sleeper's stack brings into the cache. */
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
    if (scheduler->looked_at_clock || scheduler->unstamped_count == turns_per_reading)
        read_clock(scheduler);
    scheduler_park(scheduler);
}

/* --- descriptors ------------------------------------------------------------------------------ */

static void on_readable(struct ev_loop *loop, struct ev_io *io, int events) {
    struct watcher *watcher = (struct watcher *)io;

    (void)events;
    ev_io_stop(loop, io);
    watcher->scheduler->awaiting--;
    scheduler_wake(watcher->scheduler, watcher->waiting);
}

static void make_room(struct scheduler *scheduler, int fd) {
    int room = scheduler->watcher_room;

    while (room <= fd)
        room = room ? 2 * room : 64;
    if (room == scheduler->watcher_room)
        return;
    scheduler->watchers = realloc(scheduler->watchers, (size_t)room * sizeof *scheduler->watchers);
    PROMISE(scheduler->watchers);
    memset(scheduler->watchers + scheduler->watcher_room, 0,
           (size_t)(room - scheduler->watcher_room) * sizeof *scheduler->watchers);
    scheduler->watcher_room = room;
}

static struct watcher *watcher_of(struct scheduler *scheduler, int fd) {
    struct watcher *watcher;

    make_room(scheduler, fd);
    watcher = scheduler->watchers[fd];
    if (!watcher) {
        watcher = scheduler->watchers[fd] = malloc(sizeof *watcher);
        PROMISE(watcher);
        watcher->scheduler = scheduler;
        ev_io_init(&watcher->io, on_readable, fd, EV_READ);
    }
    return watcher;
}

void scheduler_await(struct scheduler *scheduler, int fd) {
    struct watcher *watcher = watcher_of(scheduler, fd);

    watcher->waiting = scheduler->running;
    scheduler->awaiting++;
    ev_io_start(scheduler->loop, &watcher->io);
    scheduler_park(scheduler);
}

static void free_watchers(struct scheduler *scheduler) {
    for (int fd = 0; fd < scheduler->watcher_room; fd++)
        free(scheduler->watchers[fd]);
    free(scheduler->watchers);
}

/* --- birth and death -------------------------------------------------------------------------- */

static void coroutine_main(void *argument) {
    struct coroutine *self = argument;
    struct scheduler *scheduler = self->scheduler;

    context_arrive(&self->context);
    self->body(self->argument);
    scheduler_park(scheduler); /* for ever: it stands in no list */
    PROMISE(!"a coroutine that has ended gets no turn");
}

/* The i-th coroutine stands at the upper end of the i-th stack. */
static struct coroutine *coroutine_at(struct scheduler *scheduler, size_t i) {
    char *top = (char *)stacks_low(&scheduler->stacks, i) + scheduler->stacks.bytes_each -
                sizeof(struct coroutine);

    return (struct coroutine *)(top - (uintptr_t)top % 64);
}

/* Its state lies below it; NULL: it needs none. */
static ucontext_t *state_of(const struct scheduler *scheduler, struct coroutine *coroutine) {
    uintptr_t below = (uintptr_t)coroutine - sizeof(ucontext_t);

    return scheduler->make.ucontext ? (ucontext_t *)(below - below % 16) : NULL;
}

void scheduler_spawn(struct scheduler *scheduler, void (*body)(void *argument), void *argument) {
    void *low = stacks_low(&scheduler->stacks, scheduler->spawned);
    struct coroutine *coroutine = coroutine_at(scheduler, scheduler->spawned);

    PROMISE(scheduler->spawned++ < scheduler->stacks.count);
    *coroutine = (struct coroutine){.body = body, .argument = argument, .scheduler = scheduler};
    coroutine->canary = low;
    *coroutine->canary = STACKS_CANARY;
    context_make(&coroutine->context, state_of(scheduler, coroutine), low,
                 scheduler->make.ucontext ? (void *)state_of(scheduler, coroutine) : coroutine,
                 coroutine_main, coroutine);
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
        setting.it_value = clock_span(deadline_ns + scheduler->make.lateness_ns);
    if (deadline_ns != scheduler->armed_ns)
        PROMISE(!timerfd_settime(scheduler->timer_fd, TFD_TIMER_ABSTIME, &setting, NULL));
    scheduler->armed_ns = deadline_ns;
    ev_run(scheduler->loop, EVRUN_ONCE);
}

/* How many turns there are until the next poll: at least one for everybody who can run now. Where nobody has ever
 * waited for a descriptor they need not be counted. */
static void grant_turns(struct scheduler *scheduler) {
    int64_t ready = 0;

    if (scheduler->watchers)
        for (struct coroutine *coroutine = scheduler->ready.head; coroutine;
             coroutine = coroutine->next)
            ready++;
    scheduler->turns_until_poll = ready > turns_between_polls ? ready : turns_between_polls;
}

/* True: somebody can run, or will; false: never again. */
static bool await_somebody(struct scheduler *scheduler) {
    int64_t earliest = timers_earliest(&scheduler->timers);
    bool somebody = scheduler->ready.head || earliest <= scheduler->now_ns;

    if (!somebody && scheduler->awaiting + scheduler->sleeping == 0 && earliest == INT64_MAX)
        return false;
    if (!somebody)
        block_until(scheduler, earliest);
    else if (scheduler->awaiting + scheduler->sleeping > 0)
        ev_run(scheduler->loop, EVRUN_NOWAIT);
    return true;
}

void scheduler_run(struct scheduler *scheduler) {
    context_native(&scheduler->native, scheduler->make.ucontext ? &scheduler->native_state : NULL);
    do {
        read_clock(scheduler);
        grant_turns(scheduler);
        give_turn(scheduler, &scheduler->native);
        read_clock(scheduler);
    } while (await_somebody(scheduler));
}

static int open_loop(struct scheduler *scheduler, struct err *err) {
    scheduler->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (scheduler->timer_fd < 0)
        return err_set(err, ERR_TRIAL, "no timer descriptor could be had: %s", strerror(errno));
    scheduler->loop = ev_loop_new(EVBACKEND_EPOLL | EVFLAG_NOENV);
    if (!scheduler->loop) {
        close(scheduler->timer_fd);
        return err_set(err, ERR_TRIAL, "no epoll loop could be had: %s", strerror(errno));
    }
    ev_io_init(&scheduler->timer_watcher, on_timer, scheduler->timer_fd, EV_READ);
    ev_io_start(scheduler->loop, &scheduler->timer_watcher);
    return 0;
}

struct scheduler *scheduler_new(const struct scheduler_make *make, struct err *err) {
    struct scheduler *scheduler = calloc(1, sizeof *scheduler);

    PROMISE(scheduler && make->stack_bytes % 16 == 0);
    scheduler->make = *make;
    scheduler->make.ucontext |= CONTEXT_NEEDS_STATE;
    scheduler->armed_ns = INT64_MAX;
    if (stacks_open(&scheduler->stacks, make->capacity, make->stack_bytes, err))
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
    ev_io_stop(scheduler->loop, &scheduler->timer_watcher);
    ev_loop_destroy(scheduler->loop);
    free_watchers(scheduler);
    close(scheduler->timer_fd);
    stacks_close(&scheduler->stacks);
    free(scheduler);
}
