#include "tests/test.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/import.h"
#include "tests/history.h"

#include <sys/stat.h>
#include <sys/wait.h>

static struct store *store;
static char file_path[128];

static int set_up(void **state) {
    struct err err;

    if (history_set_up(state))
        return -1;
    snprintf(file_path, sizeof file_path, "%s/file.csv", history_folder);
    return (store = store_open(history_path, &err)) ? 0 : -1;
}

static int tear_down(void **state) {
    store_close(store);
    return history_tear_down(state);
}

static int import_text(const char *text, struct import_result *result, struct err *err) {
    FILE *file = fopen(file_path, "w");

    fputs(text, file);
    fclose(file);
    return import_file(store, file_path, "test", NULL, result, err);
}

static int64_t number(const char *sql) {
    struct err err;
    struct db *db = db_open(history_path, DB_READ, &err);
    int64_t value = -1;

    assert_int_equal(db_number(db, sql, &value, &err), 0);
    db_close(db);
    return value;
}

static void study_columns__need_no_header(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        import_text("threading\t5\t10\t10000\t5.34\ngevent\t5\t10\t10000\t10.2\n", &result, &err),
        0);
    assert_int_equal(result.recorded, 2);
    assert_int_equal(number("SELECT count(*) FROM trial WHERE origin = 'import' AND status = 'ok'"),
                     2);
    assert_int_equal(number("SELECT round(overhead * 1000) FROM trial WHERE model = 'threading'"),
                     1068);
    assert_int_equal(number("SELECT count(*) FROM trial WHERE machine IS NULL AND cpus IS NULL"),
                     2);
}

static void header__may_have_any_order_and_unknown_columns_are_named(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        import_text("\xef\xbb\xbftotal,weather,tasks,concurrency,sleep,model,steady\r\n"
                    "5.5,\"sunny, warm\",1000,1,5,thread,1.09\r\n",
                    &result, &err),
        0);
    assert_string_equal(result.ignored, "weather");
    assert_int_equal(number("SELECT round(steady * 100) FROM trial WHERE model = 'thread'"), 109);
}

static void rows_between_empty_lines__are_recorded_and_flags_and_growths_kept(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        import_text("model,sleep,concurrency,tasks,total,kind,shared,resident,fog,mud\n\n"
                    "a,5,1,100,0.6,sleep,1,-4096,,\n\n"
                    "b,0,1,100,0.6,nop,0,4096,,\n",
                    &result, &err),
        0);
    assert_int_equal(result.recorded, 2);
    assert_string_equal(result.ignored, "fog, mud");
    assert_int_equal(number("SELECT resident FROM trial WHERE model = 'a' AND shared"), -4096);
    assert_int_equal(number("SELECT resident FROM trial WHERE sleep = 0 AND NOT shared"), 4096);
}

/* Import a file of `count` sweeps with one row each. */
static int import_sweeps(int count, struct import_result *result, struct err *err) {
    char *text = memory_get(64, (size_t)count + 1), *end = text;
    int outcome;

    end += sprintf(end, "sweep_id,model,sleep,concurrency,tasks,total\n");
    for (int i = 0; i < count; i++)
        end += sprintf(end, "%d,m,5,1,10,0.1\n", i);
    outcome = import_text(text, result, err);
    free(text);
    return outcome;
}

static void file_of_4096_sweeps__is_the_largest(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(import_sweeps(4097, &result, &err), -1);
    assert_non_null(strstr(err.text, "line 4098, column sweep_id: '4096' is one sweep too many"));
    assert_int_equal(number("SELECT count(*) FROM sweep"), 0);
    assert_int_equal(import_sweeps(4096, &result, &err), 0);
    assert_int_equal(number("SELECT count(*) FROM sweep"), 4096);
}

static void row_of_129_columns_or_with_a_nul__is_refused(void **state) {
    struct import_result result;
    struct err err = {0};
    char text[512] = "model";
    FILE *file;

    (void)state;
    for (int i = 1; i < 129; i++)
        text_add(text, sizeof text, ",c");
    text_add(text, sizeof text, "\n");
    assert_int_equal(import_text(text, &result, &err), -1);
    assert_non_null(strstr(err.text, "line 1: there are too many columns"));
    file = fopen(file_path, "w");
    assert_int_equal(fwrite("thread,5\0,1,100,0.51\n", 1, 22, file), 22);
    fclose(file);
    assert_int_equal(import_file(store, file_path, "test", NULL, &result, &err), -1);
    assert_non_null(strstr(err.text, "line 1: there is a NUL byte"));
}

static void same_file_twice__is_recorded_once(void **state) {
    static const char text[] = "thread,5,1,100,0.51\nthread,5,1,100,0.51\n";
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(import_text(text, &result, &err), 0);
    assert_int_equal(result.recorded, 2); /* equal rows are two trials */
    assert_int_equal(import_text(text, &result, &err), 0);
    assert_int_equal(result.recorded, 0);
    assert_int_equal(result.known, 2);
    assert_int_equal(number("SELECT count(*) FROM trial"), 2);
    assert_int_equal(number("SELECT count(*) FROM sweep"), 1);
}

static void grown_file__adds_its_new_rows(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(import_text("thread,5,1,100,0.51\n", &result, &err), 0);
    assert_int_equal(import_text("thread,5,1,100,0.51\nthread,5,2,100,0.26\n", &result, &err), 0);
    assert_int_equal(result.recorded, 1);
    assert_int_equal(result.known, 1);
}

static void sweeps_of_the_file__stay_apart_and_rows_keep_their_order(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(import_text("sweep_id,model,sleep,concurrency,tasks,total\n"
                                 "7,a,5,2,10,0.1\n9,b,5,1,10,0.1\n7,c,5,3,10,0.1\n",
                                 &result, &err),
                     0);
    assert_int_equal(number("SELECT count(*) FROM sweep"), 2);
    assert_int_equal(number("SELECT count(*) FROM trial WHERE sweep_id = 1"), 2);
    assert_int_equal(
        number("SELECT group_concat(concurrency, '') FROM (SELECT * FROM trial ORDER BY id)"), 213);
}

static void failed_trials__come_along_without_a_total(void **state) {
    struct import_result result;
    struct err err = {0};

    (void)state;
    assert_int_equal(import_text("model,sleep,concurrency,tasks,total,status,error\n"
                                 "thread,5,50000,10,,limit,no more\n",
                                 &result, &err),
                     0);
    assert_int_equal(number("SELECT count(*) FROM trial WHERE status = 'limit' AND total IS NULL"),
                     1);
}

static const struct {
    const char *text, *where;
} wrong[] = {
    {"thread,5,1,100,0.51\nthread,5,abc,100,0.5\n",
     "line 2, column concurrency: 'abc' is not a whole number"},
    {"thread,5,1,100,0.51\nthread,5,1,100\n", "line 2: there are too few columns"},
    {"thread,5,1,100,0.51\nthread,5,1,100,0.5,9\n", "line 2: there are too many columns"},
    {"thread\"x,5,1,100,0.51\n", "line 1: there is a quote where none can be"},
    {"thread,-5,1,100,1\n", "line 1: sleep is not above 0"},
    {"model,sleep,concurrency,tasks,total,kind\nthread,0,1,100,1,sleep\n",
     "line 2: sleep is not above 0"},
    {"thread,5,1,100,1x\n", "column total: '1x' is not a number"},
    {"thread,5,1,100,\" 1\"\n", "column total: ' 1' is not a number"},
    {"thread,5,\" 1\",100,1\n", "column concurrency: ' 1' is not a whole number"},
    {"thread,5,1.5,100,1\n", "column concurrency: '1.5' is not a whole number"},
    {"thread,5,one,100,1\n", "column concurrency: 'one' is not a whole number"},
    {"thread,5,1,100,one\n", "column total: 'one' is not a number"},
    {"model,sleep,concurrency,tasks,total,shared\nthread,5,1,100,1,2\n",
     "column shared: '2' is neither 0 nor 1"},
    {"thread,5,1,100,0.51,9\n", "line 1: neither a header"},
    {"thread,5,1,100,nan\n", "line 1, column total: 'nan' is not a number"},
    {"thread,5,1,100,-1\n", "line 1: total is not above 0"},
    {"thread,5,1,100,0\n", "line 1: total is not above 0"},
    {"thread,0,1,100,1\n", "line 1: sleep is not above 0"},
    {"thread,5,0,100,1\n", "line 1: concurrency is not a whole number from 1"},
    {"thread,5,-3,100,1\n", "line 1, column concurrency: '-3' is below 0"},
    {"thread,5,1,0,1\n", "line 1: tasks is not a whole number from 1"},
    {",5,1,100,1\n", "line 1, column model"},
    {"thread,5,1,100,\n", "line 1, column total: '' is empty"},
    {"thr\x01"
     "ead,5,1,100,1\n",
     "line 1, column model"},
    {"thr\xff\xfe"
     "d,5,1,100,1\n",
     "is not UTF-8"},
    {"\"thread,5,1,100,1\n", "quote"},
    {"model,sleep,concurrency,tasks\nthread,5,1,100\n", "line 1, column total: 'total' is needed"},
    {"model,model,sleep,concurrency,tasks,total\n", "is in the header twice"},
    {"model,sleep,concurrency,tasks,total,status\nthread,5,1,100,1,fine\n",
     "line 2, column status: 'fine'"},
    {"", "has no trials"},
    {"thr\xc2\x9b"
     "d,5,1,100,1\n",
     "'thr?d' contains control characters"},
    {"thr\xe2\x80\xae"
     "d,5,1,100,1\n",
     "change the writing direction"},
    {"\xc0\xaf,5,1,100,1\n", "is not UTF-8"},         /* an overlong form */
    {"\xed\xa0\x80,5,1,100,1\n", "is not UTF-8"},     /* a surrogate */
    {"\xf4\x90\x80\x80,5,1,100,1\n", "is not UTF-8"}, /* above U+10FFFF */
    {"\"x'.system(\"\"id\"\").'\",5,1,100,1\n", "is not a name"},
    {"a b,5,1,100,1\n", "'a b' is not a name"},
    {"a;b,5,1,100,1\n", "is not a name"},
    {"$(id),5,1,100,1\n", "is not a name"},
    {"\xc3\xa9,5,1,100,1\n", "is not a name"},
    {"model,sleep,concurrency,tasks,total,kind\nthread,5,1,100,1,a'b\n",
     "line 2, column kind: 'a'b' is not a name"},
    {"model,sleep,concurrency,tasks,total,machine\nthread,5,1,100,1,a`b\n", "is not a name"},
    {"model,sleep,concurrency,tasks,total,error\nthread,5,1,100,1,\x1b[2J\n",
     "column error: '?[2J' contains control characters"},
    {"model,sleep,concurrency,tasks,total,a\x1b[2J\n", "column a?[2J: 'a?[2J' contains control"},
    {"model,sleep,concurrency,tasks,total,"
     "123456789012345678901234567890123456789012345678901234567890123456789\n",
     "is too long for a column's name"},
    {"model,sleep,concurrency,tasks,total,sweep_id\nthread,5,1,100,1,"
     "1234567890123456789012345678901234567890123456789012345678901234\n",
     "column sweep_id"},
    {"123456789012345678901234567890ab,5,1,100,1\n", "is too long"},
    {"thread,5,2147483648,100,1\n", "concurrency is not a whole number"},
    {"thread,5,1,9223372036854775808,1\n", "is not a whole number"},
    {"thread,20000000000,1,9223372036854775807,1\n", "longer than 292 years"},
    {"thread,1e308,1,100,1\n", "is too long"},
    {"thread,5,1,100,1e999\n", "is not a number"},
    {"\"thread\nmore\",5,1,100,1\n", "control characters"},
};

static void wrong_line__is_named_and_nothing_is_recorded(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct import_result result;
        struct err err = {0};

        assert_int_equal(import_text(wrong[i].text, &result, &err), -1);
        assert_int_equal(err.kind, ERR_USAGE);
        if (!strstr(err.text, wrong[i].where) || !strstr(err.text, "file.csv"))
            fail_msg("'%s' does not say '%s'", err.text, wrong[i].where);
        assert_int_equal(
            number("SELECT (SELECT count(*) FROM trial) + (SELECT count(*) FROM sweep)"), 0);
    }
}

static void sweep_of_63_letters__is_one_sweep(void **state) {
    struct import_result result;
    struct err err = {0};
    char text[1024] = "sweep_id,model,sleep,concurrency,tasks,total\n";

    (void)state;
    for (int i = 1; i <= 5; i++)
        text_add(text, sizeof text, "%063d,m,5,%d,10,0.1\n", 7, i);
    assert_int_equal(import_text(text, &result, &err), 0);
    assert_int_equal(number("SELECT count(*) FROM sweep"), 1);
    assert_int_equal(number("SELECT count(*) FROM trial"), 5);
}

/* The rows before the error are not recorded either. */
static void assert_refused(const char *path, const char *why) {
    struct import_result result;
    struct err err = {0};

    alarm(20);
    assert_int_equal(import_file(store, path, "test", NULL, &result, &err), -1);
    alarm(0);
    assert_int_equal(err.kind, ERR_USAGE);
    if (!strstr(err.text, why))
        fail_msg("'%s' does not say '%s'", err.text, why);
    assert_int_equal(number("SELECT (SELECT count(*) FROM trial) + (SELECT count(*) FROM sweep)"),
                     0);
}

static void what_is_no_file__is_refused_at_once(void **state) {
    (void)state;
    assert_int_equal(mkfifo(file_path, 0600), 0);
    assert_refused(file_path, "has no trials");
    assert_refused(history_folder, "neither a regular file nor a pipe");
    assert_refused("/dev/zero", "neither a regular file nor a pipe");
    assert_refused("/dev/null", "neither a regular file nor a pipe");
    assert_refused("", "cannot be read");
}

/* Write a file that begins with a valid row and continues with `count` times the same letter. */
static void write_much_of(char letter, size_t count) {
    FILE *file = fopen(file_path, "w");

    fputs("thread,5,1,100,0.51\n", file);
    for (size_t i = 0; i < count; i++)
        fputc(letter, file);
    fputs("\n", file);
    fclose(file);
}

static void what_has_no_end__is_refused(void **state) {
    FILE *file;

    (void)state;
    write_much_of('x', 100000);
    assert_refused(file_path, "line 2: the line is longer than 64 KB");
    write_much_of(0, 100000);
    assert_refused(file_path, "line 2");
    file = fopen(file_path, "w");
    fputs("thread,5,1,100,0.51\n\"", file);
    for (int i = 0; i < 100000; i++)
        fputs("a\n", file);
    fclose(file);
    assert_refused(file_path, "the row is longer than 64 KB");
}

static void pipe__is_read_to_its_end(void **state) {
    struct import_result result;
    struct err err = {0};
    char path[32];
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "thread,5,1,100,0.51\nthread,5,1,100,", 35), 35);
    if (fork() == 0) {
        usleep(20000);
        _exit(write(ends[1], "0.52\n", 5) != 5);
    }
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(import_file(store, path, "test", NULL, &result, &err), 0);
    assert_int_equal(result.recorded, 2);
    wait(NULL);
    close(ends[0]);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(study_columns__need_no_header),
        WITH_STORE(header__may_have_any_order_and_unknown_columns_are_named),
        WITH_STORE(rows_between_empty_lines__are_recorded_and_flags_and_growths_kept),
        WITH_STORE(file_of_4096_sweeps__is_the_largest),
        WITH_STORE(row_of_129_columns_or_with_a_nul__is_refused),
        WITH_STORE(same_file_twice__is_recorded_once),
        WITH_STORE(grown_file__adds_its_new_rows),
        WITH_STORE(sweeps_of_the_file__stay_apart_and_rows_keep_their_order),
        WITH_STORE(failed_trials__come_along_without_a_total),
        WITH_STORE(sweep_of_63_letters__is_one_sweep),
        WITH_STORE(what_is_no_file__is_refused_at_once),
        WITH_STORE(what_has_no_end__is_refused),
        WITH_STORE(pipe__is_read_to_its_end),
        WITH_STORE(wrong_line__is_named_and_nothing_is_recorded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
