/* --lateness must mean the same for every model. It reaches threads as the kernel's timer slack and
 * the coroutine engine by a field of its own, and must delay the wake-ups of both by the same
 * amount. These are real trials, each in its own process, alternating between two latenesses. Load
 * delays wake-ups, and interrupts of other timers end a slack early. So the test compares low
 * quantiles, and repeats the trials until the difference is clear. */
#include "tests/test.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "model/model.h"
#include "trial/launch.h"
#include "trial/trial.h"

#include <stdio.h>
#include <stdlib.h>

enum { sleeps = 20, rounds_least = 3, rounds_most = 40 };

static const int64_t fine_ns = NS_PER_US, coarse_ns = 2 * NS_PER_MS;

/* By how much a model's sleeps were late, at both latenesses. */
struct lateness {
    struct histogram fine, coarse;
};

static void add_trial(const struct model *model, int64_t lateness_ns, struct histogram *late) {
    static struct latency latency;
    struct launcher launcher = {.kernel_stack_bytes = NO_VALUE};
    struct spec spec = {
        .kind = "sleep",
        .concurrency = 1,
        .tasks = sleeps,
        .per_worker = NO_VALUE,
        .sleep_ns = NS_PER_MS,
        .lateness_ns = lateness_ns,
        .queue = NO_VALUE,
        .stack_bytes = NO_VALUE,
        .timeout_ns = 60 * NS_PER_S,
        .task_times = 1,
    };
    struct record record;
    struct err err;

    snprintf(spec.model, sizeof spec.model, "%s", model->name);
    assert_int_equal(trial_launch(&launcher, &spec, &record, &latency, &err), 0);
    assert_string_equal(record.error, "");
    assert_int_equal(latency.metric[LATENCY_WAKE].exact.count, sleeps);
    histogram_merge(late, &latency.metric[LATENCY_WAKE]);
}

static int64_t lower_quartile(const struct histogram *late) {
    int64_t below = 0;
    int bucket = 0;

    while ((below += late->bucket[bucket]) * 4 < late->exact.count)
        bucket++;
    return histogram_high(bucket);
}

/* Whether the coarse lateness delays wake-ups by up to 2 ms. It may be less, because the kernel
 * ends a slack early if another timer of that CPU is due. */
static bool differ_as_asked(const struct lateness *lateness) {
    int64_t fine = lower_quartile(&lateness->fine), coarse = lower_quartile(&lateness->coarse);

    return coarse - fine > coarse_ns / 10 &&
           lateness->coarse.exact.least - fine < coarse_ns * 3 / 2;
}

/* Alternate between both latenesses until the difference is clear. */
static struct lateness measure(const struct model *model) {
    struct lateness lateness = {0};

    for (int round = 0;
         round < rounds_least || (round < rounds_most && !differ_as_asked(&lateness)); round++) {
        add_trial(model, fine_ns, &lateness.fine);
        add_trial(model, coarse_ns, &lateness.coarse);
    }
    return lateness;
}

static void every_model__wakes_later_by_the_lateness_that_is_allowed(void **state) {
    static struct lateness lateness;

    (void)state;
    for (int i = 0; models[i] && models[i]->run; i++) { /* adapters are last */
        lateness = measure(models[i]);
        print_message("# %s: a quarter of the sleeps is late by at most %lld us, and %lld where 2 "
                      "ms are allowed\n",
                      models[i]->name, (long long)(lower_quartile(&lateness.fine) / NS_PER_US),
                      (long long)(lower_quartile(&lateness.coarse) / NS_PER_US));
        assert_true(differ_as_asked(&lateness));
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model__wakes_later_by_the_lateness_that_is_allowed),
    };

    if (argc == 2 && !strcmp(argv[1], "--trial"))
        return trial_main();
    interrupt_arm();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
