#include "tests/test.h"

#include "base/random.h"
#include "record/histogram.h"

#include <stdlib.h>

static void bucket__is_continuous_monotone_and_holds_its_value(void **state) {
    int last = 0;

    (void)state;
    for (int64_t value = 0; value <= 1000000; value++) {
        int bucket = histogram_bucket(value);

        assert_true(bucket == last || bucket == last + 1);
        assert_true(histogram_low(bucket) <= value && value <= histogram_high(bucket));
        last = bucket;
    }
}

static void bucket__is_at_most_a_128th_of_its_value_wide(void **state) {
    (void)state;
    for (int bucket = 1; bucket < HISTOGRAM_BUCKETS - 1; bucket++) {
        int64_t low = histogram_low(bucket), high = histogram_high(bucket);

        assert_int_equal(histogram_bucket(low), bucket);
        assert_int_equal(histogram_bucket(high), bucket);
        assert_true(bucket < 256 || (high - low + 1) * 128 <= low);
    }
    assert_int_equal(histogram_bucket(-5), 0);
    assert_int_equal(histogram_bucket(((int64_t)1 << 42) - 1), HISTOGRAM_BUCKETS - 2);
    assert_int_equal(histogram_bucket((int64_t)1 << 42), HISTOGRAM_BUCKETS - 1);
    assert_int_equal(histogram_bucket(INT64_MAX), HISTOGRAM_BUCKETS - 1);
}

static void merge__is_the_histogram_of_the_concatenation(void **state) {
    struct histogram *parts = calloc(3, sizeof *parts), *whole = calloc(1, sizeof *whole);
    struct random random = {11};

    (void)state;
    for (int i = 0; i < 10000; i++) {
        int64_t value = (int64_t)(random_next(&random) >> (20 + i % 40));

        histogram_add(&parts[i % 2], value);
        histogram_add(whole, value);
    }
    histogram_merge(&parts[2], &parts[0]);
    histogram_merge(&parts[2], &parts[1]);
    assert_memory_equal(&parts[2], whole, sizeof *whole);
    memset(&parts[2], 0, sizeof *parts);
    histogram_merge(&parts[2], &parts[1]);
    histogram_merge(&parts[2], &parts[0]);
    assert_memory_equal(&parts[2], whole, sizeof *whole);
    histogram_merge(whole, &(struct histogram){0});
    assert_memory_equal(&parts[2], whole, sizeof *whole);
    free(parts);
    free(whole);
}

static void figures_beside__are_exact(void **state) {
    struct histogram *histogram = calloc(1, sizeof *histogram);

    (void)state;
    histogram_add(histogram, 1000003);
    histogram_add(histogram, -7);
    histogram_add(histogram, 5);
    assert_int_equal(histogram->exact.count, 3);
    assert_int_equal(histogram->exact.sum, 1000001);
    assert_int_equal(histogram->exact.least, -7);
    assert_int_equal(histogram->exact.greatest, 1000003);
    extent_merge(&histogram->exact, &(struct extent){1, -9, -9, -9});
    assert_int_equal(histogram->exact.least, -9);
    extent_merge(&histogram->exact, &(struct extent){1, 2000000, 2000000, 2000000});
    assert_int_equal(histogram->exact.least, -9);
    assert_int_equal(histogram->exact.greatest, 2000000);
    free(histogram);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bucket__is_continuous_monotone_and_holds_its_value),
        cmocka_unit_test(bucket__is_at_most_a_128th_of_its_value_wide),
        cmocka_unit_test(merge__is_the_histogram_of_the_concatenation),
        cmocka_unit_test(figures_beside__are_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
