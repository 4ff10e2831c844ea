/* Compares the predicted limits with what happens, in child processes. */
#include "tests/test.h"

#include "model/limit.h"
#include "model/thread_pool.h"
#include "record/record.h"
#include "tests/child.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct needs thread_needs = THREAD_POOL_NEEDS;

static const struct limit *find(const struct limit *limits, size_t count, const char *limit) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(limits[i].name, limit))
            return &limits[i];
    return NULL;
}

static void walls__come_closest_first(void **state) {
    struct limit limits[LIMITS_MOST];
    size_t count = limits_list(&thread_needs, 0, 16384, limits);

    (void)state;
    assert_true(count >= 2);
    for (size_t i = 1; i < count; i++)
        assert_true(limits[i - 1].workers <= limits[i].workers);
    assert_non_null(find(limits, count, "kernel.pid_max"));
    assert_null(find(limits, count, "RLIMIT_NOFILE")); /* threads open no descriptors */
}

static void what_is_not_needed__is_no_wall(void **state) {
    struct needs needs = {.descriptors = 1};
    struct rlimit limit;
    struct limit limits[LIMITS_MOST];

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur == RLIM_INFINITY)
        skip();
    assert_int_equal(limits_list(&needs, 0, NO_VALUE, limits), 1);
    assert_string_equal(limits[0].name, "RLIMIT_NOFILE");
    assert_in_range(limits[0].workers, (int64_t)limit.rlim_cur - 64, (int64_t)limit.rlim_cur);
}

static _Noreturn void *wait_for_ever(void *ignored) {
    (void)ignored;
    for (;;)
        pause();
}

static void ports_and_memory__are_walls_of_those_who_need_them(void **state) {
    struct needs needs = {.ports = 2, .bytes = 1 << 20};
    struct limit limits[LIMITS_MOST];
    size_t count = limits_list(&needs, 0, NO_VALUE, limits);
    const struct limit *ports = find(limits, count, "net.ipv4.ip_local_port_range");
    const struct limit *memory = find(limits, count, "memory");

    (void)state;
    assert_non_null(memory);
    assert_int_equal(memory->workers, memory->value / needs.bytes);
    if (ports) /* if there is a network */
        assert_int_equal(ports->workers, ports->value / 2);
}

/* Existing workers are counted even if no more can be created. */
static int count_as_user_without_room(void *ignored) {
    enum { ordinary_user = 54321, existing = 3 };
    struct rlimit none = {0, 0};
    struct limit limits[LIMITS_MOST];
    const struct limit *limit;

    (void)ignored;
    if (setrlimit(RLIMIT_NPROC, &none) || seteuid(ordinary_user))
        return 255;
    limit = find(limits, limits_list(&thread_needs, existing, NO_VALUE, limits), "RLIMIT_NPROC");
    if (seteuid(0))
        return 254;
    return limit ? (int)limit->workers : 253;
}

static void limit_that_is_used_up__leaves_those_who_stand(void **state) {
    (void)state;
    if (geteuid() != 0)
        skip(); /* cannot become another user */
    assert_int_equal(WEXITSTATUS(child_run(count_as_user_without_room, NULL).status), 3);
}

static void no_descriptor__fewer_walls_are_known(void **state) {
    struct needs needs = {.threads = 1, .maps = 1, .descriptors = 1, .ports = 1, .bytes = 1};
    struct limit limits[LIMITS_MOST];
    rlim_t before = child_limit_descriptors(3);
    size_t count = limits_list(&needs, 0, NO_VALUE, limits);

    (void)state;
    child_limit_descriptors(before);
    assert_null(find(limits, count, "kernel.pid_max"));
    assert_null(find(limits, count, "net.ipv4.ip_local_port_range"));
    assert_null(find(limits, count, "memory"));
}

/* In an ordinary user's process with room for 40 more threads. Returns by how many threads the
 * prediction was off. */
static int off_by_as_user(void) {
    enum { room = 40, most = 200, ordinary_user = 54321 };
    struct rlimit allowed = {room, room};
    struct limit limits[LIMITS_MOST];
    const struct limit *limit;
    pthread_attr_t attributes;
    pthread_t thread;
    int made = 0;

    if (setuid(ordinary_user) || setrlimit(RLIMIT_NPROC, &allowed))
        return 255;
    limit = find(limits, limits_list(&thread_needs, 0, NO_VALUE, limits), "RLIMIT_NPROC");
    if (!limit)
        return 254;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    while (made < most && !pthread_create(&thread, &attributes, wait_for_ever, NULL))
        made++;
    return abs(made - (int)limit->workers);
}

static void user_limit__is_predicted(void **state) {
    pid_t child;
    int status;

    (void)state;
    if (geteuid() != 0)
        skip(); /* cannot become another user */
    child = fork();
    if (child == 0)
        _exit(off_by_as_user());
    waitpid(child, &status, 0);
    assert_in_range(WEXITSTATUS(status), 0, 1); /* ThreadSanitizer adds a thread */
}

static void sentence__names_the_wall_only_where_it_stands(void **state) {
    struct limit limits[LIMITS_MOST];
    char near[128] = "stopped", far[128] = "stopped";

    (void)state;
    limits_list(&thread_needs, 0, NO_VALUE, limits);
    limit_append(&thread_needs, 3, 3, far, sizeof far);
    assert_string_equal(far, "stopped");
    limit_append(&thread_needs, 1000000000, 1000000000, near,
                 sizeof near); /* as if there were that many */
    assert_non_null(strstr(near, limits[0].name));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walls__come_closest_first),
        cmocka_unit_test(what_is_not_needed__is_no_wall),
        cmocka_unit_test(ports_and_memory__are_walls_of_those_who_need_them),
        cmocka_unit_test(limit_that_is_used_up__leaves_those_who_stand),
        cmocka_unit_test(no_descriptor__fewer_walls_are_known),
        cmocka_unit_test(user_limit__is_predicted),
        cmocka_unit_test(sentence__names_the_wall_only_where_it_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
