#include "tests/test.h"

#include "base/memory.h"

#include <sys/mman.h>
#include <unistd.h>

static void touched__is_zero_and_every_page_in_place(void **state) {
    enum { pages = 64 };
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = memory_touched(pages, page);
    unsigned char there[pages];

    (void)state;
    assert_non_null(memory);
    assert_int_equal(mincore(memory, pages * page, there), 0);
    for (int i = 0; i < pages; i++)
        assert_true(there[i] & 1);
    for (size_t i = 0; i < pages * page; i++)
        assert_int_equal(memory[i], 0);
    memory_free(memory, pages, page);
    assert_int_equal(mincore(memory, pages * page, there), -1); /* it is no more */
}

static void too_much__is_null_and_given_back_by_nothing(void **state) {
    (void)state;
    assert_null(memory_touched(1, (size_t)1 << 62));
    memory_free(NULL, 1, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touched__is_zero_and_every_page_in_place),
        cmocka_unit_test(too_much__is_null_and_given_back_by_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
