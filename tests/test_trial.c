/* One trial, as performed by its process: the record that is returned in the page, in normal cases
 * and when something runs out. */
#include "tests/test.h"

#include "base/clock.h"
#include "base/proc.h"
#include "model/model.h"
#include "tests/child.h"
#include "trial/page.h"
#include "trial/self_exec.h"
#include "trial/trial.h"

#include <sys/mman.h>

/* The page that the process gets, and its limits. */
struct asked {
    struct trial_page *page;
    int page_fd;
    rlim_t bytes_more;  /* 0: unlimited */
    rlim_t descriptors; /* 0: unlimited */
};

static struct asked ask(const char *model, const char *kind, int64_t concurrency,
                        int64_t task_count) {
    struct asked asked = {.page_fd = self_exec_memory("page")};
    struct spec *spec;

    assert_true(asked.page_fd >= 0);
    assert_int_equal(ftruncate(asked.page_fd, sizeof *asked.page), 0);
    asked.page =
        mmap(NULL, sizeof *asked.page, PROT_READ | PROT_WRITE, MAP_SHARED, asked.page_fd, 0);
    assert_true(asked.page != MAP_FAILED);
    spec = &asked.page->spec;
    *spec = (struct spec){.concurrency = concurrency,
                          .tasks = task_count,
                          .sleep_ns = !strcmp(kind, "sleep") ? NS_PER_MS : 0,
                          .lateness_ns = 50 * NS_PER_US,
                          .queue = NO_VALUE,
                          .stack_bytes = NO_VALUE,
                          .task_times = 1};
    snprintf(spec->model, sizeof spec->model, "%s", model);
    snprintf(spec->kind, sizeof spec->kind, "%s", kind);
    asked.page->kernel_stack_bytes = NO_VALUE;
    return asked;
}

static int be_trial(void *context) {
    const struct asked *asked = context;
    int64_t used = proc_kilobytes("/proc/self/status", "VmSize:");
    rlim_t descriptors_before = 0;
    struct rlimit before;
    int status;

    if (dup2(asked->page_fd, TRIAL_PAGE_FD) < 0)
        return 255;
    getrlimit(RLIMIT_AS, &before);
    if (asked->bytes_more)
        setrlimit(RLIMIT_AS, &(struct rlimit){(rlim_t)used + asked->bytes_more, before.rlim_max});
    if (asked->descriptors)
        descriptors_before = child_limit_descriptors(asked->descriptors);
    status = trial_main();
    if (descriptors_before)
        child_limit_descriptors(descriptors_before);
    setrlimit(RLIMIT_AS, &before);
#ifdef __SANITIZE_ADDRESS__
    _exit(status); /* a failed trial leaves its memory to the system */
#endif
    return status;
}

/* Perform the trial and return its record. Frees the page. */
static struct record perform(struct asked *asked) {
    struct child_end end = child_run(be_trial, asked);
    struct record record = asked->page->record;

    assert_string_equal(end.said, "");
    assert_int_equal(end.status, 0);
    assert_true(asked->page->whole);
    munmap(asked->page, sizeof *asked->page);
    close(asked->page_fd);
    return record;
}

static void whole_record__comes_back(void **state) {
    struct asked asked = ask("thread", "sleep", 4, 40);
    struct record record = perform(&asked);

    (void)state;
    assert_string_equal(record.error, "");
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.tasks_done, 40);
    assert_true(record.total_ns >= 10 * NS_PER_MS);
    assert_true(record.shortest_wait_ns >= NS_PER_MS);
    assert_true(record.ruler_before_ns > 0 && record.ruler_after_ns > 0);
    assert_int_equal(record.stopped, 0);
}

/* Above RUN_SLOTS_MOST, tasks are aggregated as they occur. */
static void more_tasks_than_slots__are_all_counted(void **state) {
    static const char *const names[] = {"serial", "thread"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct asked asked = ask(names[i], "nop", 1, RUN_SLOTS_MOST + 1);
        struct record record = perform(&asked);

        assert_string_equal(record.error, "");
        assert_int_equal(record.status, STATUS_OK);
        assert_int_equal(record.tasks_done, RUN_SLOTS_MOST + 1);
    }
}

static void no_memory_for_the_times__is_a_row(void **state) {
    struct asked asked = ask("serial", "nop", 1, RUN_SLOTS_MOST);
    struct record record;

    (void)state;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* a sanitizer needs memory for itself */
#endif
    asked.bytes_more = 8 << 20;
    record = perform(&asked);
    assert_true(record.status == STATUS_ERROR || record.status == STATUS_LIMIT);
    assert_non_null(strstr(record.error, "not enough memory to time that many tasks"));
}

static void no_descriptor_for_a_loop__is_a_row(void **state) {
    static const char *const names[] = {"event", "coroutine", "coroutine-evtimer", "coroutine-mn"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct asked asked = ask(names[i], "sleep", 2, 20);
        struct record record;

        asked.descriptors = 3;
        record = perform(&asked);
        assert_int_equal(record.status, STATUS_LIMIT);
        assert_true(*record.error);
        assert_int_equal(record.total_ns, NO_VALUE);
    }
}

static int be_trial_without_a_page(void *ignored) {
    (void)ignored;
    close(TRIAL_PAGE_FD);
    return trial_main();
}

static void by_hand__there_is_no_trial(void **state) {
    struct child_end end = child_run(be_trial_without_a_page, NULL);

    (void)state;
    assert_int_equal(WEXITSTATUS(end.status), 2);
    assert_non_null(strstr(end.said, "is internal"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_record__comes_back),
        cmocka_unit_test(more_tasks_than_slots__are_all_counted),
        cmocka_unit_test(no_memory_for_the_times__is_a_row),
        cmocka_unit_test(no_descriptor_for_a_loop__is_a_row),
        cmocka_unit_test(by_hand__there_is_no_trial),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
