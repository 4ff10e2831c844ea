#include "tests/test.h"

#include "tests/child.h"
#include "trial/strays.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void wait_for_the_end(int ready) {
    if (write(ready, "", 1) == 1)
        for (;;)
            pause();
    _exit(1);
}

/* Exit and leave a waiting child, which has a waiting child, and so on, each in its own session. */
static _Noreturn void leave_behind(int generations, int ready) {
    if (fork() > 0)
        _exit(0);
    while (setsid() > 0 && --generations > 0 && fork() == 0)
        ;
    wait_for_the_end(ready);
}

static int end_a_family(void *ignored) {
    enum { waiting = 4 };
    int ready[2];
    char byte;

    (void)ignored;
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) || pipe(ready))
        return 1;
    if (fork() == 0)
        leave_behind(waiting - 1, ready[1]);
    if (fork() == 0)
        wait_for_the_end(ready[1]);
    for (int i = 0; i < waiting; i++)
        if (read(ready[0], &byte, 1) != 1)
            return 2;
    return strays_end() >= waiting && waitpid(-1, NULL, 0) < 0 && errno == ECHILD ? 0 : 3;
}

static void family__is_ended_to_the_last(void **state) {
    (void)state;
    assert_int_equal(child_run(end_a_family, NULL).status, 0);
}

static int end_nobody(void *ignored) {
    (void)ignored;
    return strays_end();
}

static void without_children__there_is_nothing_to_end(void **state) {
    (void)state;
    assert_int_equal(child_run(end_nobody, NULL).status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(family__is_ended_to_the_last),
        cmocka_unit_test(without_children__there_is_nothing_to_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
