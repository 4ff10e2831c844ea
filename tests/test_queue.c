/* The queue between threads. Compiled with ThreadSanitizer (build/tests/test_queue_tsan), it also
 * checks the memory order. */
#include "tests/test.h"

/* Compiles the queue itself, with a pause after the putter has found it full. */
static void pause_of_putter(void);
#define QUEUE_PAUSE() pause_of_putter()
#include "model/queue.c"

#include <errno.h>
#include <pthread.h>
#include <time.h>

enum { items = 20000, takers = 4 };

static struct queue *queue;

/* If set, the putter pauses until all that it has put in has been taken and the taker is back. */
static atomic_bool pauses;
static atomic_llong taken_back, pauses_begun;

static void pause_of_putter(void) {
    atomic_fetch_add(&pauses_begun, 1);
    while (atomic_load(&pauses) && atomic_load(&taken_back) < atomic_load(&queue->put))
        sched_yield();
}

static int64_t got[takers][items], got_count[takers];

static void *take_all(void *argument) {
    int64_t taker = (int64_t)(intptr_t)argument, item;

    while (queue_take(queue, &item))
        got[taker][got_count[taker]++] = item;
    return NULL;
}

static void queue__hands_on_every_item_once_to_many_takers(void **state) {
    static int seen[items];
    pthread_t thread[takers];

    (void)state;
    queue = queue_new(3);
    for (intptr_t i = 0; i < takers; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, take_all, (void *)i), 0);
    for (int64_t item = 0; item < items; item++)
        queue_put(queue, item);
    queue_close(queue, takers);
    for (int i = 0; i < takers; i++) {
        pthread_join(thread[i], NULL);
        for (int64_t j = 0; j < got_count[i]; j++) {
            seen[got[i][j]]++;
            assert_true(j == 0 || got[i][j] > got[i][j - 1]);
        }
    }
    for (int i = 0; i < items; i++)
        assert_int_equal(seen[i], 1);
    queue_free(queue);
}

static void take__gives_what_is_left_after_the_close_and_then_ends(void **state) {
    int64_t item;

    (void)state;
    queue = queue_new(10);
    queue_put(queue, 1);
    queue_put(queue, 2);
    queue_close(queue, 1);
    assert_true(queue_take(queue, &item));
    assert_int_equal(item, 1);
    assert_true(queue_take(queue, &item));
    assert_int_equal(item, 2);
    assert_false(queue_take(queue, &item));
    queue_free(queue);
}

/* The putter waits when the queue is full, and continues when half of it has been taken. */
static void *put_five(void *argument) {
    for (int64_t item = 0; item < 5; item++) {
        queue_put(queue, item);
        atomic_store((atomic_int *)argument, (int)item + 1);
    }
    return NULL;
}

static void put__waits_for_half_of_the_room(void **state) {
    const struct timespec pause = {.tv_nsec = 30000000};
    atomic_int put = 0;
    pthread_t thread;
    int64_t item;

    (void)state;
    queue = queue_new(4);
    assert_int_equal(pthread_create(&thread, NULL, put_five, &put), 0);
    while (atomic_load(&put) < 4)
        nanosleep(&pause, NULL);
    nanosleep(&pause, NULL);
    assert_true(queue_take(queue, &item));
    nanosleep(&pause, NULL);
    assert_int_equal(atomic_load(&put), 4);
    assert_true(queue_take(queue, &item));
    pthread_join(thread, NULL);
    assert_int_equal(atomic_load(&put), 5);
    queue_close(queue, 1);
    for (int64_t i = 2; i < 5; i++) {
        assert_true(queue_take(queue, &item));
        assert_int_equal(item, i);
    }
    assert_false(queue_take(queue, &item));
    queue_free(queue);
}

/* All items are taken after the putter has found the queue full and before it waits: no later take
 * would wake it. */
static void *put_three(void *ignored) {
    for (int64_t item = 0; item < 3; item++)
        queue_put(queue, item);
    return ignored;
}

static void put__does_not_wait_for_takers_who_have_been_there(void **state) {
    struct timespec until;
    pthread_t thread;
    int64_t item;

    (void)state;
    queue = queue_new(1);
    atomic_store(&pauses_begun, 0);
    atomic_store(&pauses, true);
    assert_int_equal(pthread_create(&thread, NULL, put_three, NULL), 0);
    for (int64_t i = 0; i < 3; i++) {
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += 20;
        while (sem_timedwait(&queue->takeable, &until))
            if (errno == ETIMEDOUT)
                fail_msg("the putter waits for ever");
        sem_post(&queue->takeable);
        while (i < 2 && atomic_load(&pauses_begun) <= i) /* until it has found the queue full */
            sched_yield();
        assert_true(queue_take(queue, &item));
        assert_int_equal(item, i);
        atomic_store(&taken_back, i + 1);
    }
    pthread_join(thread, NULL);
    atomic_store(&pauses, false);
    queue_free(queue);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queue__hands_on_every_item_once_to_many_takers),
        cmocka_unit_test(put__waits_for_half_of_the_room),
        cmocka_unit_test(put__does_not_wait_for_takers_who_have_been_there),
        cmocka_unit_test(take__gives_what_is_left_after_the_close_and_then_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
