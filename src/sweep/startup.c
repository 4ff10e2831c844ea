/* Measures what starting a foreign program uses: a trial without tasks, once per sweep and level,
 * so that it can be subtracted from the cost of tasks. This trial is not recorded as a row; each
 * row contains what was measured. */
#include "sweep/sweep.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns true if a start-up of the model has failed before; it is then not tried again at each
 * level. A program need not support 0 tasks. */
static bool has_failed(const struct startups *startups, const char *model) {
    for (size_t i = 0; i < startups->count; i++)
        if (!strcmp(startups->list[i].model, model) && startups->list[i].cpu_ns == NO_VALUE)
            return true;
    return false;
}

static struct startup *append(struct startups *startups, const struct spec *spec) {
    struct startup *startup;

    startups->list = memory_resize(startups->list, startups->count + 1, sizeof *startups->list);
    startup = &startups->list[startups->count++];
    *startup = (struct startup){.concurrency = spec->concurrency,
                                .work_ns = spec->work_ns,
                                .cpu_ns = NO_VALUE,
                                .resident = NO_VALUE,
                                .page_tables = NO_VALUE,
                                .kernel_stacks = NO_VALUE};
    snprintf(startup->model, sizeof startup->model, "%s", spec->model);
    return startup;
}

/* Tries again, because on a busy machine a program that ends within 2 ms may not have been
 * observed. */
static int launch(struct sweep_run *run, const struct spec *spec, struct record *record,
                  struct err *err) {
    int result, attempts = 10;

    do
        result = trial_launch(&run->launcher, spec, record, &run->latency, err);
    while (!result && record->status == STATUS_OK && record->page_tables == NO_VALUE &&
           --attempts > 0);
    return result;
}

static int measure(struct sweep_run *run, const struct spec *spec, struct startup *startup,
                   struct err *err) {
    struct record record;

    if (launch(run, spec, &record, err))
        return -1;
    if (record.status != STATUS_OK || record.user_ns == NO_VALUE)
        return 0;
    startup->cpu_ns = record.user_ns + record.system_ns;
    startup->resident = record.resident;
    startup->page_tables = record.page_tables;
    startup->kernel_stacks = record.kernel_stacks;
    return 0;
}

/* Finds or measures the start-up of that program with the given number of workers. */
static int find(struct sweep_run *run, const struct spec *asked, int64_t concurrency,
                struct startup *found, struct err *err) {
    struct startups *startups = &run->startups;
    struct spec spec = *asked;
    bool failed = has_failed(startups, asked->model);
    struct startup *startup;

    for (size_t i = 0; i < startups->count; i++) {
        *found = startups->list[i];
        if (!strcmp(found->model, asked->model) && found->concurrency == concurrency &&
            found->work_ns == asked->work_ns)
            return 0;
    }
    spec.concurrency = concurrency;
    spec.tasks = 0;
    startup = append(startups, &spec);
    if (!failed && measure(run, &spec, startup, err))
        return -1;
    *found = *startup;
    return 0;
}

int sweep_measure_startup(struct sweep_run *run, const struct spec *spec, struct startup *startup,
                          struct err *err) {
    struct startup alone;

    if (find(run, spec, spec->concurrency, startup, err) || find(run, spec, 1, &alone, err))
        return -1;
    startup->resident = alone.resident;
    startup->page_tables = alone.page_tables;
    startup->kernel_stacks = alone.kernel_stacks;
    return 0;
}

void sweep_take_off_startup(const struct startup *startup, struct record *record) {
    record->startup_cpu_ns = startup->cpu_ns;
    record->resident = record_growth(startup->resident, record->resident);
    record->page_tables = record_growth(startup->page_tables, record->page_tables);
    record->kernel_stacks = record_growth(startup->kernel_stacks, record->kernel_stacks);
}
