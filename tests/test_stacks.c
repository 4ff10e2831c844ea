#include "tests/test.h"

#include "coroutine/stacks.h"
#include "tests/child.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

enum { bytes_each = 1024, count = 20 };

static void open_stacks(struct stacks *stacks) {
    struct err err;

    assert_int_equal(stacks_open(stacks, count, bytes_each, &err), 0);
}

static void each_stack__is_its_own_from_its_low_end_to_its_top(void **state) {
    struct stacks stacks;

    (void)state;
    open_stacks(&stacks);
    for (size_t i = 0; i < count; i++) {
        char *low = stacks_low(&stacks, i), *top = stacks_top(&stacks, i);

        assert_int_equal(top - low, bytes_each - sizeof(uint64_t));
        memset(low, (int)i + 1, bytes_each - sizeof(uint64_t));
    }
    for (size_t i = 0; i < count; i++)
        assert_int_equal(*(char *)stacks_low(&stacks, i), i + 1);
    stacks_close(&stacks);
}

static void canary__lies_below_each_but_those_with_a_guard(void **state) {
    struct stacks stacks;

    (void)state;
    open_stacks(&stacks);
    assert_in_range(stacks.per_block, 2, count - 1);
    for (size_t i = 0; i < count; i++) {
        const uint64_t *canary = stacks_canary(&stacks, i);
        bool below = (const char *)(canary + 1) == stacks_low(&stacks, i);

        assert_int_equal(*canary, STACKS_CANARY);
        assert_int_equal(below, i % stacks.per_block != 0);
    }
    stacks_close(&stacks);
}

static void more_than_the_address_space__is_a_sentence(void **state) {
    struct stacks stacks;
    struct err err = {0};

    (void)state;
    assert_int_equal(stacks_open(&stacks, (size_t)1 << 20, (size_t)1 << 40, &err), -1);
    assert_int_equal(err.kind, ERR_TRIAL);
    assert_non_null(strstr(err.text, "could not be reserved"));
}

/* Write to the guard page of the second block of `inner`, while other stacks are watched as
 * well. */
static int write_to_guard(void *ignored) {
    struct stacks outer, inner;
    struct err err;

    open_stacks(&outer);
    open_stacks(&inner);
    (void)ignored;
    if (stacks_watch(&outer, &err) || stacks_watch(&inner, &err))
        return 1;
    *((volatile char *)stacks_low(&inner, inner.per_block) - 1) = 1;
    return 0;
}

static void write_to_a_guard__is_said_and_ends_the_process(void **state) {
    struct child_end end = child_run(write_to_guard, NULL);

    (void)state;
    assert_int_equal(WEXITSTATUS(end.status), CHILD_ABORTED);
    assert_string_equal(end.said,
                        "a coroutine's stack of 1024 bytes overflowed; give it more (--stack)\n");
}

/* The same while another thread holds the lock of stderr for ever. */
static void *hold_stderr(void *held) {
    flockfile(stderr);
    sem_post(held);
    for (;;)
        pause();
    return NULL;
}

static int write_to_guard_beside_a_writer(void *ignored) {
    pthread_t thread;
    sem_t held;

    alarm(10);
    sem_init(&held, 0, 0);
    if (pthread_create(&thread, NULL, hold_stderr, &held))
        return 1;
    sem_wait(&held);
    return write_to_guard(ignored);
}

static void write_to_a_guard__needs_no_lock_to_be_said(void **state) {
    struct child_end end;

    (void)state;
#ifdef __SANITIZE_THREAD__
    skip(); /* it ends a process through stdio, and itself waits for the lock */
#endif
    end = child_run(write_to_guard_beside_a_writer, NULL);
    assert_int_equal(WEXITSTATUS(end.status), CHILD_ABORTED);
    assert_non_null(strstr(end.said, "overflowed"));
}

/* Any other fault is not mistaken for an overflow, whether stacks are still watched or not. */
static int write_elsewhere(void *watch) {
    struct stacks outer, inner;
    struct err err;
    volatile char *nowhere = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    open_stacks(&outer);
    open_stacks(&inner);
    if (stacks_watch(&outer, &err) || stacks_watch(&inner, &err))
        return 1;
    stacks_close(&inner);
    if (!*(bool *)watch)
        stacks_close(&outer);
    *nowhere = 1;
    return 0;
}

static void other_fault__is_left_to_the_system(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        bool watch = i;
        struct child_end end = child_run(write_elsewhere, &watch);

        assert_true(WIFSIGNALED(end.status));
        assert_int_equal(WTERMSIG(end.status), SIGSEGV);
        assert_string_equal(end.said, "");
    }
}

/* A signal that was sent does not recur when the handler returns, unlike a fault. */
static int be_sent_a_fault(void *ignored) {
    struct stacks stacks;
    struct err err;

    open_stacks(&stacks);
    (void)ignored;
    if (stacks_watch(&stacks, &err))
        return 1;
    raise(SIGSEGV);
    return 0;
}

static void fault_that_is_sent__ends_the_process(void **state) {
    struct child_end end = child_run(be_sent_a_fault, NULL);

    (void)state;
    assert_true(WIFSIGNALED(end.status));
    assert_int_equal(WTERMSIG(end.status), SIGSEGV);
    assert_string_equal(end.said, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stack__is_its_own_from_its_low_end_to_its_top),
        cmocka_unit_test(canary__lies_below_each_but_those_with_a_guard),
        cmocka_unit_test(more_than_the_address_space__is_a_sentence),
        cmocka_unit_test(write_to_a_guard__is_said_and_ends_the_process),
        cmocka_unit_test(write_to_a_guard__needs_no_lock_to_be_said),
        cmocka_unit_test(other_fault__is_left_to_the_system),
        cmocka_unit_test(fault_that_is_sent__ends_the_process),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
