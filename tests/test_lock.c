#include "tests/test.h"

#include "base/interrupt.h"
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[2][64];
static const char *folders[] = {folder[0], folder[1], NULL};
static int flock_errno; /* errno of a failing flock(); 0: it works */

int flock(int fd, int operation) {
    errno = flock_errno;
    return flock_errno ? -1 : (int)syscall(SYS_flock, fd, operation);
}

static int set_up(void **state) {
    (void)state;
    flock_errno = 0;
    for (int i = 0; i < 2; i++) {
        strcpy(folder[i], "/tmp/crossover-test-XXXXXX");
        if (!mkdtemp(folder[i]))
            return -1;
    }
    return 0;
}

static int tear_down(void **state) {
    char command[256];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s %s", folder[0], folder[1]);
    return system(command);
}

static const char *lock_path(int i) {
    static char path[96];

    snprintf(path, sizeof path, "%s/crossover.lock", folder[i]);
    return path;
}

/* Start a process that holds the lock until it is killed. */
static pid_t start_holder(void) {
    int ends[2], fd;
    bool taken;
    struct err err;
    char ready;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        if (!lock_try(folders, &fd, &taken, &err) && taken && write(ends[1], "r", 1) == 1)
            pause();
        _exit(1);
    }
    assert_int_equal(read(ends[0], &ready, 1), 1);
    close(ends[0]);
    close(ends[1]);
    return child;
}

static void end_holder(pid_t holder) {
    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
}

static void one__has_it_until_it_ends(void **state) {
    pid_t holder = start_holder();
    bool taken = true;
    struct err err;
    int fd;

    (void)state;
    assert_int_equal(lock_try(folders, &fd, &taken, &err), 0);
    assert_false(taken);
    end_holder(holder);
    assert_int_equal(lock_wait(fd, &err), 0);
    close(fd);
}

static void lock_file__is_for_all_users_whatever_the_umask(void **state) {
    mode_t before = umask(0777);
    struct stat status;
    bool taken;
    struct err err;
    int fd;

    (void)state;
    assert_int_equal(lock_try(folders, &fd, &taken, &err), 0);
    umask(before);
    assert_true(taken);
    assert_int_equal(stat(lock_path(0), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0444);
    close(fd);
}

static void put_fifo(const char *path) {
    assert_int_equal(mkfifo(path, 0666), 0);
}

static void put_link(const char *path) {
    assert_int_equal(symlink("/etc/passwd", path), 0);
}

static void put_folder(const char *path) {
    assert_int_equal(mkdir(path, 0777), 0);
}

static void (*const obstacles[])(const char *path) = {put_fifo, put_link, put_folder};

/* lock_try() must not wait on a FIFO either: the alarm would end the test. */
static void what_is_no_regular_file__is_passed_over(void **state) {
    (void)state;
    alarm(20);
    for (size_t i = 0; i < COUNT(obstacles); i++) {
        struct err err = {0};
        bool taken = false;
        int fd;

        obstacles[i](lock_path(0));
        assert_int_equal(lock_try(folders, &fd, &taken, &err), 0);
        assert_true(taken);
        assert_int_equal(access(lock_path(1), F_OK), 0);
        close(fd);
        unlink(lock_path(1));
        obstacles[i](lock_path(1));
        assert_int_equal(lock_try(folders, &fd, &taken, &err), -1);
        assert_int_equal(err.kind, ERR_STORE);
        assert_non_null(strstr(err.text, "--shared"));
        remove(lock_path(0));
        remove(lock_path(1));
    }
    alarm(0);
}

static void no_locks_at_all__is_no_other_sweep(void **state) {
    struct err err = {0};
    bool taken;
    int fd;

    (void)state;
    flock_errno = ENOLCK;
    assert_int_equal(lock_try(folders, &fd, &taken, &err), -1);
    assert_int_equal(err.kind, ERR_STORE);
    assert_non_null(strstr(err.text, strerror(ENOLCK)));
    alarm(20);
    assert_int_equal(lock_wait(0, &err), -1);
    assert_int_equal(err.kind, ERR_STORE);
    alarm(0);
}

static void waiting__ends_by_a_signal(void **state) {
    pid_t holder = start_holder();
    struct err err = {0};
    bool taken;
    int fd;

    (void)state;
    interrupt_arm();
    assert_int_equal(lock_try(folders, &fd, &taken, &err), 0);
    assert_false(taken);
    raise(SIGINT);
    assert_int_equal(lock_wait(fd, &err), -1);
    assert_int_equal(err.kind, ERR_INTERRUPTED);
    interrupt_disarm();
    end_holder(holder);
    close(fd);
}

#define WITH_FOLDERS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_FOLDERS(one__has_it_until_it_ends),
        WITH_FOLDERS(lock_file__is_for_all_users_whatever_the_umask),
        WITH_FOLDERS(what_is_no_regular_file__is_passed_over),
        WITH_FOLDERS(no_locks_at_all__is_no_other_sweep),
        WITH_FOLDERS(waiting__ends_by_a_signal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
