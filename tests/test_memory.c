#include "tests/test.h"

#include "base/err.h"
#include "base/memory.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
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
    assert_int_equal(mincore(memory, pages * page, there), -1); /* it is unmapped */
}

static void too_much__is_null_and_given_back_by_nothing(void **state) {
    (void)state;
    assert_null(memory_touched(1, (size_t)1 << 62));
    memory_free(NULL, 1, 1);
}

static void get_copy_text__are_the_callers_own(void **state) {
    char *none = memory_get(0, 8), *copy = memory_copy_text("five"), *text;
    int *numbers = memory_resize(NULL, 2, sizeof *numbers);

    (void)state;
    numbers[1] = 5;
    numbers = memory_resize(numbers, 100, sizeof *numbers);
    assert_int_equal(numbers[1], 5);
    assert_int_equal(*none, 0);
    text = memory_text("%s and %d", copy, numbers[1]);
    assert_string_equal(text, "five and 5");
    assert_null(memory_copy_text(NULL));
    free(none);
    free(copy);
    free(text);
    free(numbers);
}

/* Call ask() in a child, which asks for too much memory. Stores its stderr in `said` and returns
 * its exit status. */
static int ask_too_much(void *(*ask)(void), char *said, size_t size) {
    int ends[2], status;
    ssize_t length;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        ask();
        _exit(0);
    }
    close(ends[1]);
    length = read(ends[0], said, size - 1);
    said[length > 0 ? length : 0] = 0;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void *get_too_much(void) {
    return memory_get((size_t)1 << 40, (size_t)1 << 40);
}

static void *resize_too_much(void) {
    return memory_resize(NULL, (size_t)1 << 40, (size_t)1 << 40);
}

static void no_memory__ends_with_a_sentence(void **state) {
    char said[128];

    (void)state;
    assert_int_equal(ask_too_much(get_too_much, said, sizeof said), ERR_STORE);
    assert_string_equal(said, "test_memory: out of memory\n");
    assert_int_equal(ask_too_much(resize_too_much, said, sizeof said), ERR_STORE);
    assert_string_equal(said, "test_memory: out of memory\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touched__is_zero_and_every_page_in_place),
        cmocka_unit_test(get_copy_text__are_the_callers_own),
        cmocka_unit_test(no_memory__ends_with_a_sentence),
        cmocka_unit_test(too_much__is_null_and_given_back_by_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
