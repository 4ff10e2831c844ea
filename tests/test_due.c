#include "tests/test.h"

#include "server/due.h"

#include <stdlib.h>

static void push(struct due_queue *queue, int64_t *pushed) {
    due_push(queue, &(struct due){.at_ns = (*pushed)++});
}

static void drop(struct due_queue *queue, int64_t *dropped) {
    assert_int_equal(due_first(queue)->at_ns, (*dropped)++);
    due_drop(queue);
}

static void first_in__is_first_out(void **state) {
    struct due_queue queue = {0};
    int64_t pushed = 0, dropped = 0;

    (void)state;
    assert_null(due_first(&queue));
    push(&queue, &pushed);
    push(&queue, &pushed);
    drop(&queue, &dropped);
    drop(&queue, &dropped);
    assert_null(due_first(&queue));
    free(queue.ring);
}

/* The queue grows with its first element anywhere in the ring. */
static void order__survives_growing(void **state) {
    struct due_queue queue = {0};
    int64_t pushed = 0, dropped = 0;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        push(&queue, &pushed);
        push(&queue, &pushed);
        drop(&queue, &dropped);
    }
    while (due_first(&queue))
        drop(&queue, &dropped);
    assert_int_equal(dropped, 10000);
    free(queue.ring);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_in__is_first_out),
        cmocka_unit_test(order__survives_growing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
