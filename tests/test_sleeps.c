/* Sleeps measured by the caller's clock, since a model's own account of its sleeps proves something
 * only if another clock agrees. The pool here belongs to the test and reads the clock before and
 * after each sleep. For a model without a pool, the test replaces the work between sleeps and reads
 * the clock there. */
#include "tests/test.h"

#include "base/clock.h"
#include "model/model.h"
#include "model/pool.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

enum { sleeps_each = 6, workers_most = 500 };

/* One sleep: the clock around it, and what the model reports. */
struct seen {
    int64_t before_ns, after_ns;
    struct wait wait;
};

static struct seen seen[sleeps_each * workers_most];

/* The clock around the work between sleeps, in the order in which the work was done, which is the
 * order of the tasks' ends. */
static struct seen works[sleeps_each * workers_most];
static int64_t works_count;

static bool pool_was_used;

static struct spec spec_of(const struct model *model, int64_t concurrency) {
    struct spec spec = {
        .kind = "sleep",
        .concurrency = concurrency,
        .tasks = sleeps_each * concurrency,
        .sleep_ns = 2 * NS_PER_MS,
        .work_iterations = 4,
        .lateness_ns = NS_PER_US,
        .queue = NO_VALUE,
        .stack_bytes = NO_VALUE,
    };

    snprintf(spec.model, sizeof spec.model, "%s", model->name);
    return spec;
}

static void assert_seen(const struct model *model, const struct spec *spec) {
    for (int64_t i = 0; i < spec->tasks; i++) {
        const struct seen *one = &seen[i];

        if (one->after_ns - one->before_ns < spec->sleep_ns ||
            one->wait.start_ns < one->before_ns ||
            one->wait.end_ns - one->wait.start_ns < spec->sleep_ns ||
            one->wait.end_ns > one->after_ns)
            fail_msg("%s, c = %lld: a sleep of %lld ns lasted %lld; it is said to have begun %lld "
                     "ns after it was asked for, "
                     "to have lasted %lld, and to have ended %lld before it returned",
                     model->name, (long long)spec->concurrency, (long long)spec->sleep_ns,
                     (long long)(one->after_ns - one->before_ns),
                     (long long)(one->wait.start_ns - one->before_ns),
                     (long long)(one->wait.end_ns - one->wait.start_ns),
                     (long long)(one->after_ns - one->wait.end_ns));
    }
}

/* --- the test's own pool ---------------------------------------------------------------------- */

/* Sometimes burns CPU between two sleeps without reading the runtime's clock, whose last reading is
 * then that old. */
static void dawdle(int64_t task) {
    int64_t until_ns = clock_ns() + (task % 4 == 0 ? 50 * NS_PER_US : 0);

    while (clock_ns() < until_ns)
        ;
}

static void sleep_often(struct runtime *runtime, int64_t worker, void *context) {
    const struct run *run = context;
    int64_t task;

    while (runtime->take(runtime, worker, &task)) {
        struct seen *one = &seen[task];

        dawdle(task);
        one->before_ns = clock_ns();
        runtime->sleep(runtime, run->spec->sleep_ns, &one->wait);
        one->after_ns = clock_ns();
    }
}

static void put_all(struct runtime *runtime, int64_t worker, void *context) {
    const struct run *run = context;

    (void)worker;
    for (int64_t task = 0; task < run->spec->tasks; task++)
        runtime->put(runtime, task);
    runtime->close(runtime);
}

/* Replaces the pool of model/pool.c. */
int pool_run(struct runtime *runtime, struct run *run, struct err *err) {
    pool_was_used = true;
    if (runtime->spawn(runtime, run->spec->concurrency, sleep_often, run, &run->workers, err))
        return -1;
    runtime->produce(runtime, put_all, run);
    runtime->join(runtime);
    return 0;
}

/* --- work between the sleeps of a model without a pool ---------------------------------------- */

/* Replaces work_burn() of task/work.c. */
uint64_t work_burn(int64_t iterations) {
    struct seen *one = &works[works_count++];

    one->before_ns = clock_ns();
    dawdle(iterations);
    one->after_ns = clock_ns();
    return 0;
}

static int by_end(const void *a, const void *b) {
    const struct slot *first = *(const struct slot *const *)a,
                      *second = *(const struct slot *const *)b;

    return (first->times.end_ns > second->times.end_ns) -
           (first->times.end_ns < second->times.end_ns);
}

/* A worker's sleep lies between its work for the previous task (or the start) and its work for this
 * one. */
static void look_between_works(const struct run *run, int64_t begun_ns) {
    static const struct slot *order[sleeps_each * workers_most];
    static int64_t left_ns[workers_most];

    assert_int_equal(works_count, run->spec->tasks);
    for (int64_t i = 0; i < run->spec->tasks; i++)
        order[i] = &run->slots[i];
    qsort(order, (size_t)run->spec->tasks, sizeof *order, by_end);
    for (int64_t i = 0; i < run->spec->concurrency; i++)
        left_ns[i] = begun_ns;
    for (int64_t i = 0; i < run->spec->tasks; i++) {
        int64_t *before_ns = &left_ns[order[i]->worker];

        seen[i] = (struct seen){
            *before_ns, works[i].before_ns, {order[i]->times.start_ns, order[i]->times.woke_ns}};
        *before_ns = works[i].after_ns;
    }
}

/* --- every model ------------------------------------------------------------------------------ */

static void at_mark(struct run *run) {
    (void)run;
}

static void check(const struct model *model, int64_t concurrency) {
    static struct slot slots[sleeps_each * workers_most];
    struct spec spec = spec_of(model, concurrency);
    struct run run = {
        .spec = &spec, .task = &task_sleep, .slots = slots, .at_start = at_mark, .at_end = at_mark};
    int64_t begun_ns = clock_ns();
    struct err err;

    print_message("# %s, c = %lld\n", model->name, (long long)concurrency);
    memset(seen, 0, sizeof seen);
    pool_was_used = false;
    works_count = 0;
    if (model->run(&run, &err))
        fail_msg("%s", err.text);
    if (!pool_was_used)
        look_between_works(&run, begun_ns);
    assert_seen(model, &spec);
}

static void check_every_level(void) {
    static const int64_t levels[] = {1, 64, workers_most};

    for (int i = 0; models[i] && models[i]->run; i++) /* adapters are last */
        for (size_t j = 0; j < COUNT(levels) && (!models[i]->lone || j == 0); j++)
            check(models[i], levels[j]);
}

static void every_model__sleeps_as_long_as_it_says_by_the_callers_clock(void **state) {
    (void)state;
    check_every_level();
}

/* The smallest time, over all sleeps, by which the caller's measurement exceeds the model's. */
static int64_t least_unsaid(int64_t least_ns, const struct spec *spec) {
    for (int64_t i = 0; i < spec->tasks; i++) {
        int64_t unsaid_ns =
            seen[i].after_ns - seen[i].before_ns - (seen[i].wait.end_ns - seen[i].wait.start_ns);

        least_ns = unsaid_ns < least_ns ? unsaid_ns : least_ns;
    }
    return least_ns;
}

/* No model may leave out more than half of a sleep. Load can cause that for some sleeps, but not
 * for all of many. */
static void every_model__says_all_of_a_sleep(void **state) {
    (void)state;
    for (int i = 0; models[i] && models[i]->run; i++) {
        struct spec spec = spec_of(models[i], 1);
        int64_t least_ns = INT64_MAX;

        for (int tries = 0; tries < 100 && least_ns > spec.sleep_ns / 2; tries++) {
            check(models[i], 1);
            least_ns = least_unsaid(least_ns, &spec);
        }
        assert_in_range(least_ns, 0, spec.sleep_ns / 2);
    }
}

static void on_signal(int number) {
    (void)number;
}

/* Any system call of any thread may be interrupted. The handler does not run on a coroutine's
 * stack: next to what the worker keeps there, the processor state that the kernel saves does not
 * fit (3,376 bytes with AVX-512, of 4,096). */
static void signals__shorten_no_sleep(void **state) {
    const struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
    const struct itimerval often = {{0, 700}, {0, 700}}, never = {{0, 0}, {0, 0}};

    (void)state;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    check_every_level();
    setitimer(ITIMER_REAL, &never, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model__sleeps_as_long_as_it_says_by_the_callers_clock),
        cmocka_unit_test(every_model__says_all_of_a_sleep),
        cmocka_unit_test(signals__shorten_no_sleep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
