/* The progress messages of a search, at every step of many searches: each is complete, whatever is
 * known so far. */
#include "tests/test.h"

#include "base/random.h"
#include "sweep/sweep.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

static struct sweep_run run;
static char said[1024];

/* The report of the search as written to stderr. Static. */
static const char *report(void) {
    FILE *paper = tmpfile();
    int before = dup(STDERR_FILENO);

    assert_non_null(paper);
    dup2(fileno(paper), STDERR_FILENO);
    sweep_search_report(&run);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(paper);
    said[fread(said, 1, sizeof said - 1, paper)] = 0;
    fclose(paper);
    return said;
}

static int begin(void **state) {
    (void)state;
    memset(&run, 0, sizeof run);
    run.options.models[0] = &model_thread;
    run.options.models[1] = &model_coroutine;
    run.options.find_within = 0.1;
    return 0;
}

static void assert_says(const char *part) {
    if (!strstr(said, part))
        fail_msg("'%s' does not say '%s'", said, part);
}

static void check_step(void) {
    struct search_state state = search_state(run.search_run.search);
    bool found = state.goal == SEARCH_CROSSING || state.goal == SEARCH_MARGIN;

    report();
    assert_null(strstr(said, "nan"));
    assert_non_null(strchr(said, '\n'));
    assert_int_equal(strchr(said, '\n')[1], 0);
    if (!found)
        return;
    assert_says(isnan(state.high) ? "" : isnan(state.low) ? "(at most " : " (");
    assert_int_equal(strchr(said, '(') == NULL, isnan(state.high));
    assert_says(state.reached ? "; known to within +-10% after" : "known to within +-10% after");
    assert_int_equal(strstr(said, "; not yet known") == NULL, state.reached);
}

/* Search between a model that costs (c / crossing)^slope and one that costs 1, with that noise,
 * until nothing more is asked. */
static void search(double crossing, double slope, double noise, uint64_t seed) {
    struct random random = {seed};
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count;

    run.finished = false;
    run.search_run.search = search_new(1, 1000, 0.1, seed);
    while ((count = search_ask(run.search_run.search, levels)) > 0)
        for (size_t i = 0; i < count; i++) {
            double a = pow(fmax((double)levels[i] / crossing, slope < 0.2 ? 1 : 0), slope);
            double luck = 1 + noise * ((double)(random_next(&random) >> 11) * 0x1p-53 - 0.5);

            search_tell(run.search_run.search, levels[i], a * luck, 1);
            check_step();
        }
    run.finished = true;
}

static void end(void) {
    search_free(run.search_run.search);
    run.search_run.search = NULL;
}

static void no_search__says_nothing(void **state) {
    (void)state;
    assert_string_equal(report(), "");
}

static void crossing__is_told_with_its_sides(void **state) {
    (void)state;
    search(200, 0.5, 0.01, 1);
    report();
    assert_says("thread becomes slower than coroutine at about ");
    assert_says(" concurrent tasks; known to within +-10% after");
    end();
}

static void search_of_noisy_models__says_what_was_spent(void **state) {
    (void)state;
    search(200, 0.3, 1, 1);
    report();
    assert_says("thread becomes slower than coroutine at about ");
    assert_says("; not known to within");
    assert_says(", the most that a search takes\n");
    end();
}

static void every_step__is_told_in_a_whole_sentence(void **state) {
    static const double slopes[] = {0.1, 0.3, -0.5};
    static const double noises[] = {0.1, 1, 3};

    (void)state;
    for (size_t i = 0; i < COUNT(slopes) * COUNT(noises); i++) {
        search(100, slopes[i / 3], noises[i % 3], i + 1);
        end();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(no_search__says_nothing, begin),
        cmocka_unit_test_setup(crossing__is_told_with_its_sides, begin),
        cmocka_unit_test_setup(search_of_noisy_models__says_what_was_spent, begin),
        cmocka_unit_test_setup(every_step__is_told_in_a_whole_sentence, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
