/* Three decisions keep this engine cheap and its measurements honest.
 *
 * Turns come in rounds: first every coroutine that was woken since the previous round began, then
 * some of the sleepers that are due. Within a round, a coroutine that parks switches directly to
 * the next one; after the round, the loop on the thread's own stack gets control. No coroutine
 * starves another, and one that many others wake (a producer, woken by every task that is taken)
 * gets a single turn for all of them.
 *
 * The clock is read once per round, and always on the safe side: a sleep starts at the first
 * reading AFTER the request, and ends at the last reading BEFORE its coroutine resumes.
 *
 *     turn:   A parks | B parks | C parks | read clock | D resumes ...
 *     the sleeps of A, B and C start here ------^ and D's ends here, or at an earlier reading
 *
 * Batching can therefore only lengthen a sleep, by the duration of a round. If a coroutine has read
 * the clock since it was resumed (because it burns CPU, and its turn is long), its sleep is stamped
 * at once instead.
 *
 * The engine keeps its own deadlines, behind one timerfd: libev's timers are rounded to whole
 * milliseconds by its epoll back end, and they count from a cached clock. The timerfd is set to the
 * earliest deadline plus lateness_ns, and all sleepers that are due by then are woken together, as
 * the kernel does within the timer slack of threads. Setting the timerfd again also clears its
 * readiness, so it is never read. */
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
    size_t left_in_round; /* how many of the ready run in this round; the rest run in the next */
    struct timers timers;
    struct coroutine *unstamped[unstamped_most]; /* have asked to sleep since the last reading */
    int unstamped_count;
    int sleepers_in_round;
    int looked_at_clock; /* whether the running coroutine has, since it was resumed */
    int64_t now_ns;      /* the last reading */
    struct scheduler_config make;
    ucontext_t native_state; /* used if make.ucontext */
    int64_t sleeping;        /* coroutines that sleep by ev_timer */
    size_t spawned;
    struct stacks stacks;
    struct ev_loop *loop;
    struct ev_io timer_watcher;
    int timer_fd;
    int64_t armed_ns; /* deadline that the timerfd is set for; INT64_MAX if disarmed */
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

/* Returns the next coroutine to run, or NULL if the loop must run: the round is over, or the clock
 * must be read to stamp sleeps. */
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

/* An ev_timer, kept on the sleeper's stack. */
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

/* libev counts from the start of its loop iteration. That time is updated first and the clock is
 * read after it, so the wait is no shorter than recorded. If libev's rounding ends it early, the
 * loop waits for the rest. Not inlined: its stack frame would lie between the cache lines that the
 * other kind of sleeper uses. */
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

/* --- the life of a coroutine ------------------------------------------------------------------ */

static void coroutine_main(void *argument) {
    struct scheduler *scheduler = argument;
    struct coroutine *self = scheduler->running;

    context_arrive(&self->context);
    self->body(self->argument);
    scheduler_park(scheduler); /* never returns: it is in no list */
    ASSERT(!"a coroutine that has ended gets no turn");
}

/* The i-th coroutine lies at the upper end of the i-th stack, aligned to a cache line. */
static struct coroutine *coroutine_at(struct scheduler *scheduler, size_t i) {
    char *at = (char *)stacks_top(&scheduler->stacks, i) - sizeof(struct coroutine);

    return (struct coroutine *)(at - (uintptr_t)at % 64);
}

/* The coroutine's state, which lies below it; NULL if it needs none. */
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

/* Does nothing: the event has done its work by ending the poll. */
static void on_timer(struct ev_loop *loop, struct ev_io *watcher, int events) {
    (void)loop, (void)watcher, (void)events;
}

static void block_until(struct scheduler *scheduler, int64_t deadline_ns) {
    struct itimerspec setting = {.it_value = {0}}; /* zero disarms the timerfd */

    if (deadline_ns != INT64_MAX)
        setting.it_value =
            clock_span(deadline_ns - scheduler->make.spin_ns + scheduler->make.lateness_ns);
    if (deadline_ns != scheduler->armed_ns)
        ASSERT(!timerfd_settime(scheduler->timer_fd, TFD_TIMER_ABSTIME, &setting, NULL));
    scheduler->armed_ns = deadline_ns;
    ev_run(scheduler->loop, EVRUN_ONCE);
}

/* Reads the clock here, on the thread's own stack. On a coroutine's stack, the call would reach
 * deeper than coroutines that only sleep do, into memory that is not in the cache. */
static void begin_round(struct scheduler *scheduler) {
    scheduler->left_in_round = run_queue_count(&scheduler->ready);
    scheduler->sleepers_in_round = 0;
    read_clock(scheduler);
}

static bool somebody_can_run(const struct scheduler *scheduler) {
    return scheduler->left_in_round > 0 || timers_earliest(&scheduler->timers) <= scheduler->now_ns;
}

/* Runs rounds until no coroutine can run, or until it is time to poll, which is when every
 * coroutine that could run at the last poll has had a turn. */
static void run_rounds(struct scheduler *scheduler) {
    int rounds = 0;

    begin_round(scheduler);
    while (rounds < rounds_between_polls && somebody_can_run(scheduler)) {
        give_turn(scheduler, &scheduler->native);
        rounds += scheduler->left_in_round == 0; /* else it was cut short to read the clock */
        begin_round(scheduler);
    }
}

/* Does any coroutine wait for an event of the loop other than that of the timerfd? */
static bool awaits_event(const struct scheduler *scheduler) {
    return scheduler->watchers.waiting + scheduler->sleeping > 0;
}

/* Waits until a coroutine can run: blocks, or, during the last spin_ns before a deadline, only
 * polls. Returns false if none can ever run again. */
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

/* What the engine itself keeps on a stack, plus what a worker that only sleeps needs, in bytes. */
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
