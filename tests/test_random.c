#include "tests/test.h"

#include "base/random.h"

/* The published test vector of splitmix64 for seed 1234567. */
static void next__gives_the_published_vector_for_its_seed(void **state) {
    static const uint64_t expected[] = {6457827717110365317u, 3203168211198807973u,
                                        9817491932198370423u, 4593380528125082431u,
                                        16408922859458223821u};
    struct random random = {1234567};

    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_true(random_next(&random) == expected[i]);
}

static void below__stays_below_and_reaches_every_value(void **state) {
    struct random random = {1};
    int seen[7] = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        uint64_t drawn = random_below(&random, 7);

        assert_true(drawn < 7);
        seen[drawn]++;
    }
    for (int i = 0; i < 7; i++)
        assert_in_range(seen[i], 100, 190);
}

static void shuffle__keeps_every_index_and_repeats_with_the_seed(void **state) {
    size_t first[100], second[100];
    int seen[100] = {0}, moved = 0;

    (void)state;
    for (size_t i = 0; i < 100; i++)
        first[i] = second[i] = i;
    random_shuffle(&(struct random){42}, first, 100);
    random_shuffle(&(struct random){42}, second, 100);
    assert_memory_equal(first, second, sizeof first);
    for (size_t i = 0; i < 100; i++) {
        seen[first[i]]++;
        moved += first[i] != i;
    }
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(seen[i], 1);
    assert_true(moved > 80);
}

/* Each of the six orders of three items occurs about equally often, including the original
 * order. */
static void shuffle__gives_every_order(void **state) {
    struct random random = {5};
    int count[27] = {0}, orders = 0;

    (void)state;
    for (int i = 0; i < 6000; i++) {
        size_t order[3] = {0, 1, 2};

        random_shuffle(&random, order, 3);
        count[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    for (int i = 0; i < 27; i++)
        if (count[i] > 0) {
            orders++;
            assert_in_range(count[i], 800, 1200);
        }
    assert_int_equal(orders, 6);
}

static void uuid__has_the_form_of_version_4(void **state) {
    char text[UUID_SIZE], other[UUID_SIZE];
    struct random random = {7};

    (void)state;
    random_uuid(&random, text);
    random_uuid(&random, other);
    assert_int_equal(strlen(text), 36);
    assert_int_equal(text[14], '4');
    assert_non_null(strchr("89ab", text[19]));
    assert_string_not_equal(text, other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next__gives_the_published_vector_for_its_seed),
        cmocka_unit_test(below__stays_below_and_reaches_every_value),
        cmocka_unit_test(shuffle__keeps_every_index_and_repeats_with_the_seed),
        cmocka_unit_test(shuffle__gives_every_order),
        cmocka_unit_test(uuid__has_the_form_of_version_4),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
