/* The contract that every model keeps for every kind of task. A new model or kind is covered once
 * it is in the tables. This program is also the server of its own trials. */
#include "tests/test.h"

#include "base/clock.h"
#include "model/model.h"
#include "record/columns.h"
#include "server/server.h"
#include "trial/breakdown.h"
#include "trial/connections.h"
#include "trial/serve.h"
#include "trial/validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { most_workers = 16 };

static int started, ended;

static void at_start(struct run *run) {
    (void)run;
    started++;
}

static void at_end(struct run *run) {
    (void)run;
    ended++;
}

static struct spec spec_of(const struct model *model, const struct task *task, int64_t concurrency,
                           int64_t tasks_count) {
    struct spec spec = {
        .concurrency = model->lone ? 1 : concurrency,
        .tasks = tasks_count,
        .sleep_ns = task->waits ? 2 * NS_PER_MS : 0,
        .lateness_ns = 50 * NS_PER_US,
        .queue = NO_VALUE,
        .stack_bytes = NO_VALUE,
    };

    snprintf(spec.kind, sizeof spec.kind, "%s", task->name);
    return spec;
}

/* Run the model as a trial does: with a server and connections to it if the kind has them. */
static void perform(const struct model *model, struct run *run) {
    struct server_handle handle;
    struct record record;
    struct peer peer;
    struct err err;
    const char *what;

    started = ended = 0;
    assert_int_equal(serve_start(&handle, run->spec, STDERR_FILENO, &what), 0);
    peer = serve_peer(&handle);
    peer.control_fd = handle.control[1];
    peer.request_fd = handle.input[1];
    run->peer = &peer;
    assert_int_equal(connections_open(run, model, &record), 0);
    if (model->run(run, &err))
        fail_msg("%s", err.text);
    for (int64_t i = 0; run->connections && i < run->spec->concurrency; i++)
        assert_null(run->connections[i].trouble);
    connections_close(run);
    record_clear(&record);
    if (run->task->served) {
        struct latency latency = {0};

        serve_cost(&handle, &record, &latency);
        assert_true(record.server_user_ns + record.server_system_ns > 0);
        assert_true(record.server_busy_ns > 0);
        assert_int_equal(latency.metric[LATENCY_SERVER].exact.count, run->spec->tasks);
        assert_true(latency.metric[LATENCY_SERVER].exact.least >= 0);
    }
    serve_end(&handle);
}

/* Perform the trial and check what holds for every trial. */
static struct record assert_fair(const struct model *model, const struct task *task,
                                 const struct spec *spec) {
    struct slot *slots = calloc((size_t)spec->tasks, sizeof *slots);
    struct run run = {
        .spec = spec, .task = task, .slots = slots, .at_start = at_start, .at_end = at_end};
    struct record record;

    print_message("# %s x %s, c = %lld\n", model->name, task->name, (long long)spec->concurrency);
    record_clear(&record);
    perform(model, &run);
    validation_fill(&run, &record);
    assert_string_equal(record.error, "");
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(started, 1);
    assert_int_equal(ended, 1);
    assert_int_equal(run.tasks_done, spec->tasks);
    assert_int_equal(run.workers, spec->concurrency);
    for (int64_t i = 0; i < spec->tasks; i++) {
        assert_true(slots[i].times.start_ns >= run.start_ns);
        assert_true(slots[i].times.woke_ns - slots[i].times.start_ns >= spec->sleep_ns);
        assert_true(slots[i].times.end_ns >= slots[i].times.woke_ns &&
                    slots[i].times.end_ns <= run.end_ns);
        assert_in_range(slots[i].worker, 0, spec->concurrency - 1);
    }
    free(slots);
    return record;
}

/* Under an emulator that cannot exec another program (CROSSOVER_NO_EXEC) there is no server. */
static void for_every_pair(void (*check)(const struct model *model, const struct task *task)) {
    bool servers = !getenv("CROSSOVER_NO_EXEC");

    for (int i = 0; models[i] && models[i]->run; i++) /* adapters are last: cli/adapter_* */
        for (int j = 0; tasks[j]; j++)
            if (servers || !tasks[j]->served)
                check(models[i], tasks[j]);
}

static void check_levels(const struct model *model, const struct task *task) {
    static const int64_t levels[] = {1, 2, 7, most_workers};

    for (size_t i = 0; i < COUNT(levels) && (!model->lone || i == 0); i++) {
        struct spec spec = spec_of(model, task, levels[i], 5 * levels[i] + 3);

        assert_fair(model, task, &spec);
    }
}

static void every_pair__does_each_task_once_and_none_too_short(void **state) {
    (void)state;
    for_every_pair(check_levels);
}

/* On a busy machine the last worker may begin after the first has finished its sleep; longer sleeps
 * show whether all c workers can be in flight. */
static void check_reaches_c(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, most_workers, 2 * most_workers);
    struct record record;

    if (!task->waits)
        return;
    for (spec.sleep_ns = 50 * NS_PER_MS; spec.sleep_ns < 5 * NS_PER_S; spec.sleep_ns *= 3) {
        record = assert_fair(model, task, &spec);
        if (record.greatest_in_flight == spec.concurrency &&
            record.workers_used == spec.concurrency)
            return;
    }
    fail_msg("%lld of %lld tasks were in flight at once, by %lld workers",
             (long long)record.greatest_in_flight, (long long)spec.concurrency,
             (long long)record.workers_used);
}

static void every_waiting_pair__reaches_c_in_flight(void **state) {
    (void)state;
    for_every_pair(check_reaches_c);
}

/* Half of each sleep is polled; no sleep is shorter for it. */
static void check_spin(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 4, 20);

    if (!model->spins || !task->waits || task->served)
        return;
    spec.spin_ns = spec.sleep_ns / 2;
    assert_fair(model, task, &spec);
}

static void every_model_that_spins__keeps_its_sleeps_whole(void **state) {
    (void)state;
    for_every_pair(check_spin);
}

static void check_small_and_large_queue(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 8, 100);

    spec.queue = 1;
    assert_fair(model, task, &spec);
    spec.queue = 1000;
    assert_fair(model, task, &spec);
}

static void every_pair__works_through_any_queue(void **state) {
    (void)state;
    for_every_pair(check_small_and_large_queue);
}

/* No starting delay is shorter than requested. How much later a worker begins depends on the
 * machine. */
static void check_spread(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 10, 100);
    struct slot slots[100] = {0};
    struct run run = {
        .spec = &spec, .task = task, .slots = slots, .at_start = at_start, .at_end = at_end};

    if (!task->waits || model->lone)
        return;
    spec.phase = PHASE_SPREAD;
    spec.sleep_ns = 20 * NS_PER_MS;
    perform(model, &run);
    for (int i = 0; i < 100; i++)
        assert_true(slots[i].times.start_ns - run.start_ns >=
                    slots[i].worker * spec.sleep_ns / spec.concurrency);
}

static void spread__delays_the_first_task_of_each_worker(void **state) {
    (void)state;
    for_every_pair(check_spread);
}

static void check_work(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 4, 20);
    struct slot slots[20] = {0};
    struct run run = {
        .spec = &spec, .task = task, .slots = slots, .at_start = at_start, .at_end = at_end};

    spec.work_iterations = 100000;
    perform(model, &run);
    assert_true(run.work_sum == 20 * work_burn(100000));
    for (int i = 0; i < 20; i++)
        assert_true(slots[i].times.end_ns > slots[i].times.woke_ns);
}

static void every_pair__burns_the_work_and_stamps_it_apart_from_the_wait(void **state) {
    (void)state;
    for_every_pair(check_work);
}

/* Tasks that are aggregated as they occur give the same figures as slots: each is counted once, and
 * the parts add up. */
static void check_direct(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 4, 41);
    struct tally tallies[4] = {0};
    struct latency *shards = calloc(2, sizeof *shards), latency = {0};
    struct direct direct = {tallies, shards, 2, breakdown_intent(&spec)};
    struct run run = {
        .spec = &spec, .task = task, .direct = &direct, .at_start = at_start, .at_end = at_end};
    struct record record;
    int64_t counted = 0, parts;

    record_clear(&record);
    perform(model, &run);
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_OK);
    assert_true(record.shortest_wait_ns >= spec.sleep_ns);
    breakdown_read(&run, &latency, &record);
    assert_int_equal(latency.metric[LATENCY_WAKE].exact.count, 41);
    assert_int_equal(latency.metric[LATENCY_RESPONSE].exact.count, 41);
    assert_int_equal(latency.metric[LATENCY_GAP].exact.count, 41 - run.workers_used);
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++)
        counted += latency.metric[LATENCY_RESPONSE].bucket[i];
    assert_int_equal(counted, 41);
    parts =
        record.wake_ns + record.work_time_ns + record.gap_ns + record.lead_in_ns + record.tail_ns;
    assert_int_equal(spec.concurrency * (run.end_ns - run.start_ns),
                     spec.tasks * spec.sleep_ns + parts);
    free(shards);
}

static void every_pair__counts_directly_as_it_would_in_slots(void **state) {
    (void)state;
    for_every_pair(check_direct);
}

static void check_without_slots(const struct model *model, const struct task *task) {
    struct spec spec = spec_of(model, task, 4, 40);
    struct run run = {.spec = &spec, .task = task, .at_start = at_start, .at_end = at_end};

    perform(model, &run);
    assert_int_equal(run.tasks_done, 40);
    assert_true(run.end_ns - run.start_ns >= spec.sleep_ns * 40 / spec.concurrency);
}

static void every_pair__runs_without_task_times(void **state) {
    (void)state;
    for_every_pair(check_without_slots);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair__does_each_task_once_and_none_too_short),
        cmocka_unit_test(every_waiting_pair__reaches_c_in_flight),
        cmocka_unit_test(every_model_that_spins__keeps_its_sleeps_whole),
        cmocka_unit_test(every_pair__works_through_any_queue),
        cmocka_unit_test(spread__delays_the_first_task_of_each_worker),
        cmocka_unit_test(every_pair__burns_the_work_and_stamps_it_apart_from_the_wait),
        cmocka_unit_test(every_pair__counts_directly_as_it_would_in_slots),
        cmocka_unit_test(every_pair__runs_without_task_times),
    };

    if (argc == 2 && !strcmp(argv[1], "--server"))
        return server_main();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
