/* Uses a simulated /sys/fs/cgroup, because a machine has only one of the two versions, and seldom
 * any limits. */
#include "tests/test.h"

#include "base/cgroup.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct tree {
    char root[64], self[80];
    struct cgroup_place place;
};

static void write_file(const struct tree *tree, const char *name, const char *text) {
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", tree->root, name);
    for (char *slash = path + strlen(tree->root) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        mkdir(path, 0755);
        *slash = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int plant(void **state) {
    static struct tree tree;

    strcpy(tree.root, "/tmp/crossover-cgroup-XXXXXX");
    if (!mkdtemp(tree.root))
        return -1;
    snprintf(tree.self, sizeof tree.self, "%s/self", tree.root);
    tree.place = (struct cgroup_place){tree.self, tree.root};
    *state = &tree;
    return 0;
}

static int fell(void **state) {
    char command[128];

    snprintf(command, sizeof command, "rm -rf %s", ((struct tree *)*state)->root);
    return system(command);
}

static void nothing_there__is_unknown(void **state) {
    const struct tree *tree = *state;
    int64_t ns, periods;

    assert_true(isnan(cgroup_cpu_quota(&tree->place)));
    assert_false(cgroup_throttling(&tree->place, &ns, &periods));
    assert_int_equal(ns, NO_VALUE);
    assert_int_equal(cgroup_pids(&tree->place).most, NO_VALUE);
}

static void unified__tightest_along_the_path(void **state) {
    const struct tree *tree = *state;
    int64_t ns, periods;

    write_file(tree, "self", "0::/outer/inner\n");
    write_file(tree, "outer/cpu.max", "50000 100000\n");
    write_file(tree, "outer/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 70\n");
    write_file(tree, "outer/pids.max", "100\n");
    write_file(tree, "outer/pids.current", "40\n");
    write_file(tree, "outer/inner/cpu.max", "max 100000\n");
    write_file(tree, "outer/inner/cpu.stat", "nr_throttled 1\nthrottled_usec 5\n");
    write_file(tree, "outer/inner/pids.max", "max\n");
    write_file(tree, "outer/inner/pids.current", "7\n");
    write_file(tree, "outer/inner/memory.max", "1048576\n");
    write_file(tree, "outer/inner/memory.current", "48576\n");
    assert_true(cgroup_cpu_quota(&tree->place) == 0.5);
    assert_true(cgroup_throttling(&tree->place, &ns, &periods));
    assert_int_equal(ns, 75000);
    assert_int_equal(periods, 4);
    assert_int_equal(cgroup_pids(&tree->place).most, 100);
    assert_int_equal(cgroup_pids(&tree->place).left, 60);
    assert_int_equal(cgroup_memory(&tree->place).left, 1000000);
}

static void v1_beside_unified__each_in_its_own_folder(void **state) {
    const struct tree *tree = *state;
    int64_t ns, periods;

    write_file(tree, "self", "7:cpuset:/elsewhere\n4:cpu,cpuacct:/half\n3:pids:/few\n0::/\n");
    write_file(tree, "unified/cgroup.procs", "");
    write_file(tree, "cpu/half/cpu.cfs_quota_us", "150000\n");
    write_file(tree, "cpu/half/cpu.cfs_period_us", "100000\n");
    write_file(tree, "cpu/half/cpu.stat", "nr_periods 9\nnr_throttled 2\nthrottled_time 1234\n");
    write_file(tree, "cpu/cpu.cfs_quota_us", "-1\n");
    write_file(tree, "cpu/cpu.cfs_period_us", "100000\n");
    write_file(tree, "pids/few/pids.max", "10\n");
    write_file(tree, "pids/few/pids.current", "1\n");
    write_file(tree, "memory/memory.limit_in_bytes", "9223372036854771712\n");
    assert_true(cgroup_cpu_quota(&tree->place) == 1.5);
    assert_true(cgroup_throttling(&tree->place, &ns, &periods));
    assert_int_equal(ns, 1234);
    assert_int_equal(periods, 2);
    assert_int_equal(cgroup_pids(&tree->place).left, 9);
    assert_int_equal(cgroup_memory(&tree->place).left, NO_VALUE);
}

static void tightest__is_the_outer_group_or_the_inner(void **state) {
    const struct tree *tree = *state;

    write_file(tree, "self", "0::/outer/inner\n");
    write_file(tree, "outer/cpu.max", "50000 100000\n");
    write_file(tree, "outer/pids.max", "100\n");
    write_file(tree, "outer/pids.current", "40\n");
    write_file(tree, "outer/inner/cpu.max", "80000 100000\n");
    write_file(tree, "outer/inner/pids.max", "70\n");
    write_file(tree, "outer/inner/pids.current", "1\n");
    assert_true(cgroup_cpu_quota(&tree->place) == 0.5);
    assert_int_equal(cgroup_pids(&tree->place).left, 60);
    write_file(tree, "outer/inner/cpu.max", "30000 100000\n");
    write_file(tree, "outer/inner/pids.max", "10\n");
    assert_true(cgroup_cpu_quota(&tree->place) == 0.3);
    assert_int_equal(cgroup_pids(&tree->place).most, 10);
    assert_int_equal(cgroup_pids(&tree->place).left, 9);
}

/* Files that are missing without a controller in the kernel, or in a container that sees only part
 * of the tree. */
static void half_of_what_is_needed__is_unknown(void **state) {
    const struct tree *tree = *state;
    int64_t ns, periods;

    write_file(tree, "self", "nonsense\n1:half\n0::/group\n2:cpu:/v1\n");
    write_file(tree, "group/cpu.max", "50000 0\n");
    write_file(tree, "group/cpu.stat", "usage_usec 9\nnr_throttled 3\n");
    write_file(tree, "group/pids.max", "100\n");
    write_file(tree, "cpu/v1/cpu.cfs_quota_us", "50000\n");
    assert_true(isnan(cgroup_cpu_quota(&tree->place)));
    assert_false(cgroup_throttling(&tree->place, &ns, &periods));
    assert_int_equal(cgroup_pids(&tree->place).most, NO_VALUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_there__is_unknown, plant, fell),
        cmocka_unit_test_setup_teardown(unified__tightest_along_the_path, plant, fell),
        cmocka_unit_test_setup_teardown(v1_beside_unified__each_in_its_own_folder, plant, fell),
        cmocka_unit_test_setup_teardown(tightest__is_the_outer_group_or_the_inner, plant, fell),
        cmocka_unit_test_setup_teardown(half_of_what_is_needed__is_unknown, plant, fell),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
