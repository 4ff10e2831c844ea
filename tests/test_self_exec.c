/* This program, executed again. */
#include "tests/test.h"

#include "base/interrupt.h"
#include "tests/child.h"
#include "trial/self_exec.h"

#include <errno.h>
#include <fcntl.h>

static const char message[] = "on the second descriptor";

/* Runs when the program is executed again: checks what it finds, and writes what it should. */
static int be_executed(const char *word) {
    int second = fcntl(SELF_EXEC_FIRST_FD + 1, F_GETFD),
        third = fcntl(SELF_EXEC_FIRST_FD + 2, F_GETFD);
    char byte;

    fprintf(stderr, "%s\n", word);
    if (!strcmp(word, "--wait"))
        pause();
    return read(0, &byte, 1) == 0 && second == 0 && third == -1 && getpgrp() == getpid() &&
                   write(SELF_EXEC_FIRST_FD + 1, message, sizeof message) == sizeof message
               ? 0
               : 1;
}

static void given_descriptors__are_found_and_words_are_heard(void **state) {
    int given[SELF_EXEC_FDS] = {-1, self_exec_memory("given"), -1},
        words = self_exec_memory("words");
    char said[32] = "", written[64];
    struct self_exec process;

    (void)state;
    assert_true(given[1] >= SELF_EXEC_FIRST_FD + SELF_EXEC_FDS);
    assert_int_equal(self_exec_start(&process, "--look", words, given), 0);
    assert_int_equal(self_exec_end(&process, false), 0);
    assert_true(pread(words, said, sizeof said - 1, 0) > 0);
    assert_string_equal(said, "--look\n");
    assert_int_equal(pread(given[1], written, sizeof written, 0), sizeof message);
    assert_string_equal(written, message);
    close(given[1]);
    close(words);
}

static void killed_first__it_is_gone(void **state) {
    const int given[SELF_EXEC_FDS] = {-1, -1, -1};
    struct self_exec process;
    int status;

    (void)state;
    assert_int_equal(self_exec_start(&process, "--wait", STDERR_FILENO, given), 0);
    status = self_exec_end(&process, true);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_int_equal(kill(process.pid, 0), -1);
}

static void no_descriptor__is_an_error_and_nobody_is_left(void **state) {
    const int given[SELF_EXEC_FDS] = {-1, -1, -1};
    rlim_t before = child_limit_descriptors(3);
    struct self_exec process;
    int result = self_exec_start(&process, "--wait", STDERR_FILENO, given), error = errno;
    int memory = self_exec_memory("memory");

    (void)state;
    child_limit_descriptors(before);
    assert_int_equal(result, -1);
    assert_int_equal(error, EMFILE);
    assert_int_equal(memory, -1);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void no_descriptor__stays_none(void **state) {
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    rlim_t before = child_limit_descriptors((rlim_t)SELF_EXEC_FIRST_FD + SELF_EXEC_FDS);
    int high = self_exec_high(fd);

    (void)state;
    child_limit_descriptors(before);
    assert_int_equal(high, -1);
    assert_int_equal(self_exec_high(-1), -1);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(given_descriptors__are_found_and_words_are_heard),
        cmocka_unit_test(killed_first__it_is_gone),
        cmocka_unit_test(no_descriptor__is_an_error_and_nobody_is_left),
        cmocka_unit_test(no_descriptor__stays_none),
    };

    if (argc == 2)
        return be_executed(argv[1]);
    interrupt_arm();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
