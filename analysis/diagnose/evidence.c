#include "analysis/diagnose/evidence.h"

#include "record/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct code {
    const char *name, *advice;
} codes[] = {
    {"FOREIGN", "end what else runs (top shows it), then record the sweep anew, or leave it out: "
                "--sweep='!N'"},
    {"STEAL", "the host is busy: record at a quieter hour, or on a machine of your own"},
    {"QUOTA", "raise the cgroup's CPU quota, or mean it: such rows are never pooled with others"},
    {"STOPPED", "let trials run; delete those rows, or record the sweep anew"},
    {"SHARED", "record without --shared, alone on the machine"},
    {"RULER",
     "hold the frequency still (performance governor, no turbo); in a VM that is the host's"},
    {"GOVERNOR", "cpupower frequency-set -g performance"},
    {"SENTINEL", "the same trials did not give the same figures: something moved; record anew"},
    {"ORDER_CONFOUNDED", "record with --order=rounds, which puts the models back to back"},
    {"DRIFT", "find out what warms up or fills up; with --order=rounds both models share it"},
    {"WARMUP", "leave the first round out, or record with more --trials"},
    {"NOISY", "more --trials, and a quieter machine"},
    {"NOISY_CELLS", "record those levels again: their rows will be pooled"},
    {"OUTLIERS", "look at them (sql/queries/worst_trials.sql); the medians are in --format=json"},
    {"FEW", "more --trials, or more levels around there, as in -c 200:800:x1.15"},
    {"RAMP", "more tasks per worker: --per-worker=60; --metric=steady leaves start-up out"},
    {"ROUNDING", "tasks that divide among the workers: --per-worker"},
    {"SHORT_TRIAL", "more --tasks, so that a trial takes 5 ms or more"},
    {"SATURATED", "nothing: that some workers never had a task at once is the overhead itself"},
    {"SERVER_BOUND",
     "longer --sleep or fewer workers; beyond that the server's own CPU is the wall"},
    {"UNCERTIFIED", "let the program tell shortest_wait, or stamp its tasks (README)"},
    {"STARTUP", "let the program tell cpu (README), or give it more --tasks"},
    {"CPU_DISPUTED", "compare tasks_cpu with user_cpu + system_cpu - startup_cpu (table trial)"},
    {"FEW_SWEEPS",
     "record the same sweep again, until there are three: between sweeps more differs"},
    {"LACK_OF_FIT", "more levels around there, as in -c 200:800:x1.15"},
    {"NOT_MONOTONE",
     "look at the chart (--plot=-); a margin's interval assumes that the curve rises"},
    {"BISTABLE", "more --trials, 10 or more: with fewer the slower mode may not be drawn at all"},
    {"OUTLIERS_MATTER", "look at them (sql/queries/worst_trials.sql), or record more --trials"},
    {"FAILED", "SELECT model, concurrency, status, error FROM trial WHERE status <> 'ok'"},
    {"INCOMPLETE", "runner --resume finishes it"},
    {"OTHER", "SELECT * FROM trial_warnings"},
};

static const struct code *code_named(const char *name) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!strcmp(codes[i].name, name))
            return &codes[i];
    return NULL;
}

bool evidence_knows(const char *name) {
    return code_named(name) != NULL;
}

void evidence_find(struct evidence *evidence, const char *name, enum weight weight,
                   const char *format, ...) {
    struct trust *trust = evidence->trust;
    const struct code *code = code_named(name);
    struct finding *finding = &trust->findings[trust->count];
    va_list arguments;

    PROMISE(code && trust->count < FINDINGS_MOST);
    *finding = (struct finding){.code = code->name, .advice = code->advice, .weight = weight};
    va_start(arguments, format);
    vsnprintf(finding->text, sizeof finding->text, format, arguments);
    va_end(arguments);
    trust->count++;
}
