/* Fuzzes a whole command line as stored in a history, and the plan that it makes. Each line of the
 * input is a word. If the input begins with a bracket, it is the stored text itself. */
#include "plan/options.h"
#include "plan/command_line.h"

#include "plan/arguments.h"
#include "plan/plan.h"
#include "tests/fuzz/fuzz.h"

enum { words_most = 32, trials_most = 2000 };

static const struct machine_rates rates = {
    .work_rate = 1e9, .thread_cpu_per_task = 1e-5, .cpus = 2};

/* Reference trials are the same whatever the options. */
static void check_sentinel(const struct spec *spec) {
    ASSERT(!strcmp(spec->kind, "sleep") && spec->sleep_ns == NS_PER_MS);
    ASSERT(spec->tasks == 200 && spec->per_worker == NO_VALUE && spec->work_ns == 0);
    ASSERT(spec->lateness_ns == 50 * NS_PER_US && spec->queue == NO_VALUE);
    ASSERT(spec->stack_bytes == NO_VALUE && spec->spin_ns == 0);
    ASSERT(spec->phase == PHASE_LOCKSTEP && spec->idle == 0 && spec->task_times);
}

static void check_spec(const struct spec *spec, int64_t position) {
    ASSERT(spec->concurrency >= 1 && spec->concurrency <= LEVEL_CONCURRENCY);
    ASSERT(spec->tasks >= 1 && spec->sleep_ns >= 0 && spec->timeout_ns > 0);
    ASSERT(spec->position == position && spec->round >= 1);
    ASSERT(spec_ideal_ns(spec) >= 0);
    if (spec->role == ROLE_SENTINEL)
        check_sentinel(spec);
}

static bool is_small(const struct options *options) {
    size_t levels = options->levels.count ? options->levels.count : 64;

    return levels * options->model_count * (size_t)options->trials <= trials_most;
}

/* The same options make the same plan. */
static void check_plan(const struct options *options) {
    struct plan plan, again;
    struct err err = {0};

    if (!is_small(options))
        return;
    if (plan_make(options, &rates, &plan, &err)) {
        ASSERT(err.kind == ERR_USAGE && *err.text);
        return;
    }
    ASSERT(!plan_make(options, &rates, &again, &err));
    ASSERT(plan.count == again.count);
    for (size_t i = 0; i < plan.count; i++) {
        check_spec(&plan.trials[i], (int64_t)i + 1);
        ASSERT(!strcmp(plan.trials[i].model, again.trials[i].model));
        ASSERT(plan.trials[i].concurrency == again.trials[i].concurrency);
    }
    plan_free(&again);
    plan_free(&plan);
}

static void check_words(int argc, char **argv) {
    struct options options;
    struct err err = {0};

    if (command_line_recall(argc, argv, &options, &err))
        ASSERT(err.kind && *err.text);
    else
        check_plan(&options);
    options_free(&options);
}

static void check_stored(const char *text) {
    int argc;
    char **argv = arguments_from_text(text, &argc);

    if (argv)
        check_words(argc, argv);
    arguments_free(argv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size), *argv[words_most + 1] = {"runner"}, *rest = text;
    int argc = 1;

    if (*text == '[') {
        check_stored(text);
    } else {
        while (rest && argc < words_most)
            argv[argc++] = strsep(&rest, "\n");
        check_words(argc, argv);
    }
    free(text);
    return 0;
}
