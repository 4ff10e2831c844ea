/* Whatever goes wrong in a trial's process, the result is a row. This program is its own child: a
 * spec whose model is one of the words below makes it misbehave. */
#include "tests/test.h"

#include "base/interrupt.h"
#include "base/memory.h"
#include "coroutine/scheduler.h"
#include "server/server.h"
#include "tests/child.h"
#include "trial/launch.h"
#include "trial/page.h"
#include "trial/trial.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* --- a coroutine that needs more stack than it has -------------------------------------------- */

static struct scheduler *scheduler;

static __attribute__((noinline)) void dig(const char *until) {
    volatile char here[64] = {0};

    if ((const char *)here > until)
        dig(until);
    here[0]++; /* keeps the frame */
}

static void dig_too_deep(void *ignored) {
    struct wait wait;

    (void)ignored;
    dig((const char *)__builtin_frame_address(0) - SCHEDULER_STACK_BYTES);
    scheduler_sleep(scheduler, 1, &wait);
}

static void end_at_once(void *ignored) {
    (void)ignored;
}

/* Let a stack overflow. The first stack of a block has a guard page below it; the second has the
 * first stack below it, with a canary between them. */
static void overflow(bool second) {
    struct scheduler_config make = {
        .capacity = 10000, .stack_bytes = SCHEDULER_STACK_BYTES, .lateness_ns = 1};
    struct err err;

    scheduler = scheduler_new(&make, &err);
    if (second)
        scheduler_spawn(scheduler, end_at_once, NULL);
    scheduler_spawn(scheduler, dig_too_deep, NULL);
    scheduler_run(scheduler);
}

static int misbehave(void) {
    struct trial_page *page =
        mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, TRIAL_PAGE_FD, 0);

    if (!strcmp(page->spec.model, "crash")) {
        fprintf(stderr, "last words\nand more\n");
        raise(SIGKILL);
    }
    if (!strcmp(page->spec.model, "hang"))
        for (;;)
            pause();
    if (!strcmp(page->spec.model, "family")) {
        fork();
        for (;;)
            pause();
    }
    if (!strcmp(page->spec.model, "guard") || !strcmp(page->spec.model, "canary"))
        overflow(!strcmp(page->spec.model, "canary"));
    if (!strcmp(page->spec.model, "without memory"))
        memory_get(1, SIZE_MAX / 2);
    if (!strcmp(page->spec.model, "mute"))
        return 3;
    return trial_main();
}

static struct latency latency; /* of the last launch */

static struct spec spec_of(const char *model) {
    struct spec spec = {
        .kind = "sleep",
        .concurrency = 2,
        .tasks = 8,
        .per_worker = NO_VALUE,
        .sleep_ns = NS_PER_MS,
        .lateness_ns = 50000,
        .queue = NO_VALUE,
        .stack_bytes = NO_VALUE,
        .timeout_ns = 20 * NS_PER_S,
        .task_times = 1,
    };

    snprintf(spec.model, sizeof spec.model, "%s", model);
    return spec;
}

static struct record launch(const struct spec *spec) {
    struct launcher launcher = {.kernel_stack_bytes = 16384};
    struct record record;
    struct err err;

    assert_int_equal(trial_launch(&launcher, spec, &record, &latency, &err), 0);
    return record;
}

static void good_child__brings_a_whole_record(void **state) {
    struct spec spec = spec_of("thread");
    struct record record = launch(&spec);

    (void)state;
    assert_int_equal(record.status, STATUS_OK);
    assert_true(record.total_ns >= 4 * NS_PER_MS);
    assert_int_equal(record.tasks_done, 8);
    assert_true(record.kernel_stacks >= 2 * 16384); /* ThreadSanitizer adds a thread */
    assert_true(record.user_ns + record.system_ns > 0);
    assert_true(record.peak_rss > 0);
    assert_int_equal(latency.metric[LATENCY_WAKE].exact.count, 8);
    assert_int_equal(latency.metric[LATENCY_WAKE].exact.sum, record.wake_ns);
}

/* Allow one more descriptor each time, until the trial succeeds. Until then the row says so, and no
 * descriptor and no process is left behind. */
static void descriptor_that_is_missing__is_a_row_that_leaves_nothing(void **state) {
    static const char *const kinds[] = {"sleep", "pipe", "tcp"};
    int open_before = child_descriptors();

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct spec spec = spec_of("thread");
        struct record record = {.status = STATUS_ERROR};
        int failures = 0;

        snprintf(spec.kind, sizeof spec.kind, "%s", kinds[i]);
        for (rlim_t most = 3; record.status != STATUS_OK && most < 100; most++) {
            rlim_t before = child_limit_descriptors(most);

            record = launch(&spec);
            child_limit_descriptors(before);
            assert_true(record.status == STATUS_OK || strstr(record.error, "Too many open files"));
            failures += record.status != STATUS_OK;
            assert_int_equal(child_descriptors(), open_before);
        }
        assert_int_equal(record.status, STATUS_OK);
        assert_true(failures > 3);
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void crashing_child__is_a_row_with_its_last_words(void **state) {
    struct spec spec = spec_of("crash");
    struct record record = launch(&spec);

    (void)state;
    assert_int_equal(record.status, STATUS_CRASH);
    assert_string_equal(record.error, "the trial's process was killed by signal 9 (Killed), by "
                                      "hand or because memory ran out: last words");
    assert_int_equal(record.total_ns, NO_VALUE);
}

static void overflown_stack__is_a_row_that_says_so(void **state) {
    static const char *const models[] = {"guard", "canary"};

    (void)state;
    for (size_t i = 0; i < COUNT(models); i++) {
        struct spec spec = spec_of(models[i]);
        struct record record = launch(&spec);

        assert_int_equal(record.status, STATUS_CRASH);
        assert_non_null(strstr(record.error, "a coroutine's stack of "));
        assert_non_null(strstr(record.error, "overflowed; give it more (--stack)"));
    }
}

static void mute_child__is_a_row_with_its_exit_status(void **state) {
    struct spec spec = spec_of("mute");
    struct record record = launch(&spec);

    (void)state;
    assert_int_equal(record.status, STATUS_CRASH);
    assert_string_equal(record.error, "the trial's process ended with exit status 3 and no result");
}

static void child_without_memory__is_a_limit_that_says_so(void **state) {
    struct spec spec = spec_of("without memory");
    struct record record;

    (void)state;
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    skip(); /* a sanitizer ends the process itself */
#endif
    record = launch(&spec);
    assert_int_equal(record.status, STATUS_LIMIT);
    assert_string_equal(record.error,
                        "the trial's process could not continue: runner: out of memory");
}

static void hanging_child__is_ended_after_the_timeout(void **state) {
    struct spec spec = spec_of("hang");
    int64_t begun_ns = clock_ns();
    struct record record;

    (void)state;
    spec.timeout_ns = 100 * NS_PER_MS;
    record = launch(&spec);
    assert_int_equal(record.status, STATUS_TIMEOUT);
    assert_string_equal(record.error, "the trial had not ended after 100 ms (--timeout)");
    assert_true(clock_ns() - begun_ns < 10 * NS_PER_S);
}

static void childs_children__die_with_it(void **state) {
    struct spec spec = spec_of("family");
    struct pollfd gone = {.events = 0};
    int held[2];

    (void)state;
    assert_int_equal(pipe(held),
                     0); /* both inherit the writing end, which closes with the last of them */
    spec.timeout_ns = 300 * NS_PER_MS;
    assert_int_equal(launch(&spec).status, STATUS_TIMEOUT);
    close(held[1]);
    gone.fd = held[0];
    assert_int_equal(poll(&gone, 1, 5000), 1);
    assert_true(gone.revents & POLLHUP);
    close(held[0]);
}

/* The limit is the address space of this test, not the number of threads of the machine, some of
 * which other processes need. */
static void too_many_workers__are_a_wall_with_a_sentence(void **state) {
    struct spec spec = spec_of("thread");
    struct rlimit before;
    struct record record;

    (void)state;
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    skip(); /* a sanitizer ends the process itself when a thread cannot be had */
#endif
    spec.concurrency = 100000;
    spec.tasks = 100000;
    spec.task_times = 0;
    getrlimit(RLIMIT_AS, &before);
    setrlimit(RLIMIT_AS, &(struct rlimit){256 << 20, before.rlim_max});
    record = launch(&spec);
    setrlimit(RLIMIT_AS, &before);
    assert_int_equal(record.status, STATUS_LIMIT);
    assert_true(record.workers > 100 && record.workers < 5000);
    assert_non_null(strstr(record.error, "of 100000 threads could be created"));
}

static void *interrupt_soon(void *ignored) {
    (void)ignored;
    usleep(200000);
    kill(getpid(), SIGINT);
    return NULL;
}

static void interrupt__ends_the_wait_and_the_child(void **state) {
    struct launcher launcher = {.kernel_stack_bytes = NO_VALUE};
    struct spec spec = spec_of("hang");
    struct record record;
    pthread_t thread;
    struct err err;

    (void)state;
    pthread_create(&thread, NULL, interrupt_soon, NULL);
    assert_int_equal(trial_launch(&launcher, &spec, &record, &latency, &err), -1);
    assert_int_equal(err.kind, ERR_INTERRUPTED);
    pthread_join(thread, NULL);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_child__brings_a_whole_record),
        cmocka_unit_test(descriptor_that_is_missing__is_a_row_that_leaves_nothing),
        cmocka_unit_test(crashing_child__is_a_row_with_its_last_words),
        cmocka_unit_test(overflown_stack__is_a_row_that_says_so),
        cmocka_unit_test(mute_child__is_a_row_with_its_exit_status),
        cmocka_unit_test(child_without_memory__is_a_limit_that_says_so),
        cmocka_unit_test(hanging_child__is_ended_after_the_timeout),
        cmocka_unit_test(childs_children__die_with_it),
        cmocka_unit_test(too_many_workers__are_a_wall_with_a_sentence),
        cmocka_unit_test(interrupt__ends_the_wait_and_the_child),
    };

    if (argc == 2 && !strcmp(argv[1], "--trial"))
        return misbehave();
    if (argc == 2 && !strcmp(argv[1], "--server"))
        return server_main();
    interrupt_arm();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
