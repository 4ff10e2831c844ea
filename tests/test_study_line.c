/* What foreign programs are given as options and what they print, valid or not. */
#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "trial/study_line.h"

static const struct spec spec = {
    .sleep_ns = 5 * NS_PER_MS, .concurrency = 10, .tasks = 100, .queue = NO_VALUE};

static struct record read_text(const char *printed, size_t length) {
    struct record record;
    int64_t start_ns;

    record_clear(&record);
    study_line_read(printed, length, &spec, &record, &start_ns);
    return record;
}

#define READ(text) read_text(text, sizeof text - 1)

static void study_line__is_a_row(void **state) {
    struct record record = READ("gevent\t5\t10\t100\t0.0612\n");

    (void)state;
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.total_ns, 61200000);
    assert_int_equal(record.shortest_wait_ns, NO_VALUE);
    record = READ("whatever it calls itself\t5.0\t10\t100\t5e-2\n");
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.total_ns, 50000000);
}

static void more_fields__are_read_and_unknown_ones_let_pass(void **state) {
    struct record record = READ("go\t5\t10\t100\t0.06\tspawn=0.001\tshortest_wait=5000100\t"
                                "workers_used=10\tgreatest_in_flight=9\tburst=2e-3\tsteady=1.02\t"
                                "runtime=go 1.19\tcolour=green\n");

    (void)state;
    assert_string_equal(record.error, "");
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.spawn_ns, 1000000);
    assert_int_equal(record.shortest_wait_ns, 5000100);
    assert_int_equal(record.workers_used, 10);
    assert_int_equal(record.greatest_in_flight, 9);
    assert_int_equal(record.burst_ns, 2000000);
    assert_true(record.steady == 1.02);
    assert_string_equal(record.runtime, "go 1.19");
}

static void assert_refused(struct record record, enum status status, const char *part) {
    assert_int_equal(record.status, status);
    if (!strstr(record.error, part))
        fail_msg("'%s' does not say '%s'", record.error, part);
    assert_true(status != STATUS_ERROR || record.total_ns == NO_VALUE);
}

static void unfair_rows__are_told_from_fair_ones(void **state) {
    (void)state;
    assert_refused(READ("x\t5\t10\t100\t0.06\tshortest_wait=4999999\n"), STATUS_SHORT,
                   "4999999 ns");
    assert_refused(READ("x\t5\t10\t100\t0.06\tgreatest_in_flight=11\n"), STATUS_UNEVEN, "11 tasks");
}

static void anything_else__is_a_sentence(void **state) {
    static char much[70000];

    (void)state;
    memset(much, 'x', sizeof much);
    assert_refused(READ(""), STATUS_ERROR, "nothing");
    assert_refused(READ("x\t5\t10\t100\t0.06"), STATUS_ERROR, "no newline");
    assert_refused(READ("x\t5\t10\t100\t0.06\nx\t5\t10\t100\t0.06\n"), STATUS_ERROR,
                   "more than one line");
    assert_refused(READ("x\t5\t10\n"), STATUS_ERROR, "3 fields");
    assert_refused(READ("x\t5\t10\t100\t-1\n"), STATUS_ERROR, "'-1'");
    assert_refused(READ("x\t5\t10\t100\tnan\n"), STATUS_ERROR, "'nan'");
    assert_refused(READ("x\t5\t10\t100\tinf\n"), STATUS_ERROR, "'inf'");
    assert_refused(READ("x\t5\t10\t100\t\n"), STATUS_ERROR, "''");
    assert_refused(READ("x\t5\t10\t99\t0.06\n"), STATUS_ERROR, "tasks 99 instead of 100");
    assert_refused(READ("x\t5\t11\t100\t0.06\n"), STATUS_ERROR, "concurrency 11");
    assert_refused(READ("x\t6\t10\t100\t0.06\n"), STATUS_ERROR, "sleep 6");
    assert_refused(READ("x\t5\t10\t100\t0.06\tspawn\n"), STATUS_ERROR, "'spawn'");
    assert_refused(READ("x\t5\t10\t100\t0.06\tspawn=soon\n"), STATUS_ERROR, "'soon'");
    assert_refused(READ("\xff\xfe\t5\t10\t100\t0.06\n"), STATUS_ERROR, "plain text");
    assert_refused(READ("x\033[2J\t5\t10\t100\t0.06\n"), STATUS_ERROR, "plain text");
    assert_refused(READ("x\t5\t10\t100\t0.06\0\n"), STATUS_ERROR, "plain text");
    assert_refused(read_text(much, 65536), STATUS_ERROR, "65536 bytes");
}

/* An option beyond the study's three counts only if the line repeats it. */
static void promises__must_be_repeated(void **state) {
    struct spec asked = {.kind = "tcp",
                         .sleep_ns = 5 * NS_PER_MS,
                         .concurrency = 10,
                         .tasks = 100,
                         .work_ns = 20 * NS_PER_US,
                         .phase = PHASE_SPREAD,
                         .queue = 7};
    struct study_argument arguments[STUDY_ARGUMENTS];
    static const char *const lines[] = {
        "x\t5\t10\t100\t0.06\n", "x\t5\t10\t100\t0.06\twork=0.02\tphase=spread\n",
        "x\t5\t10\t100\t0.06\twork=0.02\tphase=spread\tqueue=8\n",
        "x\t5\t10\t100\t0.06\twork=2e-2\tphase=spread\tqueue=7\n",
        "x\t5\t10\t100\t0.06\twork=2e-2\tphase=spread\tqueue=7\tkind=tcp\n"};
    static const char *const missing[] = {"work=0.02", "queue=7", "queue=7", "kind=tcp", ""};

    (void)state;
    assert_int_equal(study_line_ask(&asked, arguments), 7);
    assert_string_equal(arguments[3].option, "-w");
    assert_string_equal(arguments[3].value, "0.02");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct record record;
        int64_t start_ns;

        record_clear(&record);
        study_line_read(lines[i], strlen(lines[i]), &asked, &record, &start_ns);
        assert_int_equal(record.status, *missing[i] ? STATUS_ERROR : STATUS_OK);
        assert_non_null(strstr(record.error, missing[i]));
    }
}

static void start__keeps_every_digit(void **state) {
    static const char line[] = "x\t5\t10\t100\t0.06\tstart=9007199254740993\n";
    struct record record;
    int64_t start_ns;

    (void)state;
    record_clear(&record);
    study_line_read(line, sizeof line - 1, &spec, &record, &start_ns);
    assert_int_equal(start_ns, 9007199254740993);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(study_line__is_a_row),
        cmocka_unit_test(more_fields__are_read_and_unknown_ones_let_pass),
        cmocka_unit_test(unfair_rows__are_told_from_fair_ones),
        cmocka_unit_test(anything_else__is_a_sentence),
        cmocka_unit_test(promises__must_be_repeated),
        cmocka_unit_test(start__keeps_every_digit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
