#include "tests/test.h"

#include "coroutine/run_queue.h"

enum { count = 1000 };

static struct coroutine coroutine[count];

static void pop__gives_in_the_order_of_the_pushes(void **state) {
    struct run_queue queue = {0};
    int in = 0, out = 0;

    (void)state;
    assert_null(run_queue_pop(&queue));
    /* three in, two out: the queue grows with its front anywhere in the ring */
    while (in < count) {
        for (int i = 0; i < 3 && in < count; i++)
            run_queue_push(&queue, &coroutine[in++]);
        for (int i = 0; i < 2; i++) {
            run_queue_fetch_ahead(&queue);
            assert_ptr_equal(run_queue_pop(&queue), &coroutine[out++]);
        }
        assert_int_equal(run_queue_count(&queue), in - out);
        assert_ptr_equal(run_queue_at(&queue, 0), &coroutine[out]);
    }
    while (out < count)
        assert_ptr_equal(run_queue_pop(&queue), &coroutine[out++]);
    assert_null(run_queue_pop(&queue));
    run_queue_clear(&queue);
}

/* Elements that come and go one at a time need room for one, however many there are. */
static void pop__leaves_an_empty_row_at_its_beginning(void **state) {
    struct run_queue queue = {0};
    size_t room;

    (void)state;
    run_queue_push(&queue, &coroutine[0]);
    room = queue.room;
    for (int i = 0; i < count; i++) {
        assert_ptr_equal(run_queue_pop(&queue), &coroutine[i]);
        assert_int_equal(queue.last, 0);
        run_queue_push(&queue, &coroutine[(i + 1) % count]);
    }
    assert_int_equal(queue.room, room);
    run_queue_clear(&queue);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pop__gives_in_the_order_of_the_pushes),
        cmocka_unit_test(pop__leaves_an_empty_row_at_its_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
