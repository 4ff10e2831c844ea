/* Plans from command lines, for tests. */
#ifndef TESTS_PLANS_H
#define TESTS_PLANS_H

#include "tests/test.h"

#include "plan/command_line.h"
#include "plan/plan.h"

static const struct machine_rates rates = {
    .work_rate = 1e9, .thread_cpu_per_task = 10e-6, .cpus = 2};

/* Parse a command line; argv ends with NULL. */
static inline struct options options_from(char **argv) {
    struct options options;
    struct err err;
    int argc = 0;

    while (argv[argc])
        argc++;
    assert_int_equal(command_line_parse(argc, argv, &options, &err), 0);
    return options;
}

#define OPTIONS(...) options_from((char *[]){"runner", __VA_ARGS__, NULL})

static inline struct plan whole_plan_from(const struct options *options) {
    struct plan plan;
    struct err err;

    assert_int_equal(plan_make(options, &rates, &plan, &err), 0);
    return plan;
}

/* The plan without its reference trials. */
static inline struct plan plan_from(const struct options *options) {
    struct plan plan = whole_plan_from(options);
    size_t kept = 0;

    for (size_t i = 0; i < plan.count; i++)
        if (plan.trials[i].role != ROLE_SENTINEL)
            plan.trials[kept++] = plan.trials[i];
    plan.count = kept;
    return plan;
}

#endif
