#include "tests/test.h"

#include "coroutine/run_queue.h"

enum { count = 1000 };

static struct coroutine coroutine[count];

static void pop__gives_in_the_order_of_the_pushes(void **state) {
    struct row row = {0};
    int in = 0, out = 0;

    (void)state;
    assert_null(row_pop(&row));
    /* three in, two out: it grows while its front stands anywhere in the ring */
    while (in < count) {
        for (int i = 0; i < 3 && in < count; i++)
            row_push(&row, &coroutine[in++]);
        for (int i = 0; i < 2; i++) {
            row_fetch_ahead(&row);
            assert_ptr_equal(row_pop(&row), &coroutine[out++]);
        }
        assert_int_equal(row_count(&row), in - out);
        assert_ptr_equal(row_at(&row, 0), &coroutine[out]);
    }
    while (out < count)
        assert_ptr_equal(row_pop(&row), &coroutine[out++]);
    assert_null(row_pop(&row));
    row_clear(&row);
}

/* One after the other needs no more room than one, however many there are. */
static void pop__leaves_an_empty_row_at_its_beginning(void **state) {
    struct row row = {0};
    size_t room;

    (void)state;
    row_push(&row, &coroutine[0]);
    room = row.room;
    for (int i = 0; i < count; i++) {
        assert_ptr_equal(row_pop(&row), &coroutine[i]);
        assert_int_equal(row.last, 0);
        row_push(&row, &coroutine[(i + 1) % count]);
    }
    assert_int_equal(row.room, room);
    row_clear(&row);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pop__gives_in_the_order_of_the_pushes),
        cmocka_unit_test(pop__leaves_an_empty_row_at_its_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
