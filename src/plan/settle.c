/* Fills in options that were left open, and rejects combinations that make no sense. */
#include "plan/settle.h"

#include "base/clock.h"
#include "base/random.h"
#include "plan/model_list.h"

#include <math.h>
#include <string.h>

static int fill_from_preset(struct options *options, struct err *err) {
    const struct preset *preset = options->preset;

    if (options->levels.count == 0 && preset->levels &&
        levels_parse(preset->levels, &options->levels, err))
        return -1;
    if (options->tasks == NO_VALUE && options->per_worker == NO_VALUE) {
        options->tasks = preset->tasks;
        options->per_worker = preset->per_worker;
    }
    if (options->trials == NO_VALUE)
        options->trials = preset->trials;
    if (options->phase < 0)
        options->phase = (int32_t)preset->phase;
    if (options->work_count == 0) {
        memcpy(options->work_ns, preset->work_ns, sizeof options->work_ns);
        /* A search takes one amount of work. */
        options->work_count = options_find(options) ? 1 : preset->work_count;
    }
    return 0;
}

static int check_together(struct options *options, struct err *err) {
    if (options->resume && options->shaping)
        return err_set(err, ERR_USAGE,
                       "--resume takes the plan from the sweep it finishes; leave out --%s",
                       options->shaping);
    if (options->tasks != NO_VALUE && options->per_worker != NO_VALUE)
        return err_set(err, ERR_USAGE, "--tasks and --per-worker exclude each other; give one");
    if (options_find(options) && options->trials != NO_VALUE)
        return err_set(err, ERR_USAGE,
                       "--find-crossover decides itself how many trials a level deserves; leave "
                       "out --trials");
    if (options->spin_ns > 0 && (!options->task->waits || options->task->served))
        return err_set(err, ERR_USAGE,
                       "--spin polls the last stretch of a timer, and kind '%s' has none; leave it "
                       "out",
                       options->task->name);
    if (!options->task->waits && options->sleep_ns != NO_VALUE)
        return err_set(err, ERR_USAGE, "--sleep: kind '%s' does not wait; leave --sleep out",
                       options->task->name);
    return 0;
}

/* Rejects options that a search cannot use. Levels and work are already filled in. */
static int check_find(const struct options *options, struct err *err) {
    const struct levels *levels = &options->levels;

    if (options->model_count != 2)
        return err_set(err, ERR_USAGE,
                       "--find-crossover compares two models, not %zu; give --model=A,B",
                       options->model_count);
    if (options->models[0]->lone || options->models[1]->lone)
        return err_set(err, ERR_USAGE,
                       "--find-crossover: model '%s' runs one worker only, so there is nothing to "
                       "search; give another one",
                       options->models[!options->models[0]->lone]->name);
    if (levels->count == 1)
        return err_set(err, ERR_USAGE,
                       "--find-crossover searches a range of levels, but --concurrency gives only "
                       "%lld; give a range such as 1,1000",
                       (long long)levels->level[0]);
    if (options->order == ORDER_STUDY)
        return err_set(err, ERR_USAGE,
                       "--find-crossover decides the order itself; leave out --order");
    return 0;
}

int options_settle(struct options *options, struct err *err) {
    if (model_list_settle(options, err) || check_together(options, err) ||
        fill_from_preset(options, err) || model_list_check(options, err) ||
        (options_find(options) && check_find(options, err)))
        return -1;
    if (options->sleep_ns == NO_VALUE)
        options->sleep_ns = options->task->waits ? 5 * NS_PER_MS : 0;
    if (options->seed == NO_VALUE)
        options->seed = random_seed() % 1000000000000;
    return 0;
}
