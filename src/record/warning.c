#include "record/warning.h"

#include <stdio.h>
#include <string.h>

const char *const weight_names[] = {"note", "fair", "poor"};

const struct warning warnings[WARNING_COUNT] = {
    [WARNING_FOREIGN] = {"FOREIGN", 0.05, WEIGHT_FAIR,
                         "other processes used more than %g%% of a CPU during the trial and the "
                         "gap before it, beyond the two ticks by which the kernel's counting errs; "
                         "trials shorter than a second are also judged by their round",
                         100, "other programs used up to %.2g CPUs during %s",
                         "Other programs used up to %.2g CPUs during %s.",
                         "Stop them (top shows which), then measure again.", .by_share = true,
                         .cure = CURE_BEFORE_TRIALS},
    [WARNING_STEAL] = {"STEAL", 0.01, WEIGHT_FAIR,
                       "the hypervisor took more than %g%% of the CPUs over the ten seconds or "
                       "more that end with the trial",
                       100, "the hypervisor took CPU during %s",
                       "The hypervisor took CPU during %s, each time more than %g%%.",
                       "The host is busy: measure at a quieter hour, or on a machine of your own.",
                       .by_share = true, .cure = CURE_BEFORE_TRIALS},
    [WARNING_QUOTA] =
        {"QUOTA", 0, WEIGHT_FAIR, "a cgroup's CPU quota held the trial back", 0,
         "a CPU quota held back %s", "A CPU quota held back %s, by up to %.2f CPUs.",
         "Raise the quota, unless it is intended; such trials are never pooled with others."},
    [WARNING_STOPPED] = {"STOPPED", 0, WEIGHT_POOR, "the trial's process was stopped and continued",
                         0, "the process was stopped during %s",
                         "The process was stopped and continued during %s.",
                         "Do not stop trials; measure again.", .cure = CURE_BEFORE_TRIALS},
    [WARNING_SHARED] = {"SHARED", 0, WEIGHT_FAIR,
                        "another sweep may have run at the same time (--shared)", 0,
                        "another sweep ran beside %s",
                        "Another sweep may have run beside %s (--shared).",
                        "Measure without --shared, alone on the machine.", .by_share = true,
                        .cure = CURE_BEFORE_TRIALS},
    [WARNING_RAMP] =
        {"RAMP", 40, WEIGHT_FAIR, "fewer than %g tasks per worker, so that start-up weighs much", 1,
         "start-up weighs from %s on",
         "Start-up weighs from %s on, where each worker has fewer than %g tasks, and the answer "
         "lies at %s.",
         "Use more tasks per worker (--per-worker=60); --metric=steady leaves start-up out.",
         .cure = CURE_PRESET},
    [WARNING_ROUNDING] = {"ROUNDING", 0.05, WEIGHT_FAIR,
                          "the tasks do not divide evenly among the workers, by more than %g%%",
                          100, "%s tasks do not divide evenly among the workers",
                          "%s tasks do not divide evenly among the workers in %lld trials near %s, "
                          "by more than %g%%.",
                          "Use a number of tasks that divides evenly: --per-worker=60.",
                          .cure = CURE_PRESET},
    [WARNING_SATURATED] = {"SATURATED", 0, WEIGHT_NOTE,
                           "fewer tasks than workers were ever in flight", 0,
                           "some workers never had a task at the same time in %s",
                           "Fewer tasks than workers were ever in flight in %s, from %s on.",
                           "Nothing needs to be done: that some workers never have a task at the "
                           "same time is the overhead itself."},
    [WARNING_SERVER_BOUND] =
        {"SERVER_BOUND", 0.8, WEIGHT_FAIR,
         "the server that tasks wait for was busy for more than %g%% of the trial, so it is "
         "measured as well",
         100, "the server was busy over %g%% of the time in %lld trials",
         "The server was busy over %g%% of the time in %lld trials, so it is measured as well.",
         "Use a longer --sleep or fewer workers; beyond that the server's own CPU is the limit."},
    [WARNING_SHORT_TRIAL] = {"SHORT_TRIAL", 0.005, WEIGHT_FAIR, "the trial took less than %g ms",
                             1e3, "trials of less than %g ms: %s",
                             "Trials took less than %g ms: %s.",
                             "Use more --tasks, so that a trial takes longer."},
    [WARNING_UNCERTIFIED] =
        {"UNCERTIFIED", 0, WEIGHT_FAIR,
         "a foreign program did not say how long its shortest wait was", 0,
         "a program did not prove its waits in %s",
         "A program did not prove in %s that no wait was short.",
         "Let the program report shortest_wait, or stamp its tasks (src/README.md)."},
    [WARNING_STARTUP] = {"STARTUP", 0.5, WEIGHT_FAIR,
                         "a foreign program did not say what CPU its tasks took, and starting it "
                         "took more than %g%% of all its CPU, or an unknown part of it",
                         100, "CPU per task is mostly start-up in %s",
                         "CPU per task is mostly a program's start-up in %s.",
                         "Let the program report cpu (src/README.md), or give it more --tasks."},
    [WARNING_CPU_DISPUTED] =
        {"CPU_DISPUTED", 0.2, WEIGHT_FAIR,
         "a foreign program's own account of its CPU differs from the kernel's by more than %g%% "
         "of that and 50 ms",
         100, "a program's own account of its CPU is doubtful in %s",
         "A program's own account of its CPU is doubtful in %s.",
         "Compare tasks_cpu with user_cpu + system_cpu - startup_cpu (table trial).",
         .by_share = true},
    [WARNING_OUTLIERS_MATTER] =
        {"OUTLIERS_MATTER", 0, WEIGHT_FAIR,
         "the typical trial says another place or side than the mean; poor if one trial alone "
         "makes the difference",
         0, "%s", "%s.",
         "Look at the outliers (sql/queries/worst_trials.sql), or record more trials.",
         .cure = CURE_TRIALS},
    [WARNING_BISTABLE] =
        {"BISTABLE", 0, WEIGHT_FAIR, "the trials of a level fall into two groups", 0,
         "%s at %s has two modes, %.1fx apart",
         "%s at %s has two modes, %.1fx apart, or an outlier.",
         "Record 10 trials or more there: with fewer the slower mode may be missing.",
         .cure = CURE_TRIALS_THERE},
    [WARNING_ORDER_CONFOUNDED] =
        {"ORDER_CONFOUNDED", 0, WEIGHT_POOR,
         "the two models did not run side by side, so that drift counts as a difference between "
         "them",
         0,
         "the two models were not run side by side in %s, so drift of the machine counts as a "
         "difference between them",
         "The two models were not run side by side in %s, so drift of the machine counts as a "
         "difference between them.",
         "Measure with --order=rounds, which runs the models side by side.", .cure = CURE_PRESET},
    [WARNING_DRIFT] =
        {"DRIFT", 0.03, WEIGHT_FAIR,
         "all levels together moved by more than %g%% from the first round to the last", 100,
         "all levels moved by %+.0f%% from the first round to the last",
         "All levels together moved by %+.0f%% from the first round to the last.",
         "Find out what warms up or fills up; with --order=rounds both models share it."},
    [WARNING_SENTINEL] = {"SENTINEL", 0.1, WEIGHT_FAIR,
                          "the reference trials of a sweep differ by more than %g%%", 100,
                          "the reference trials differ by %.0f%%",
                          "The reference trials of a sweep differ by %.0f%%.",
                          "Something changed during the sweep; measure again.",
                          .cure = CURE_BEFORE_TRIALS},
    [WARNING_GOVERNOR] = {"GOVERNOR", 0, WEIGHT_FAIR, "the CPU frequency is not fixed", 0,
                          "the CPU frequency is not fixed",
                          "The CPU frequency is not fixed: its governor is '%s'.",
                          "Fix it: cpupower frequency-set -g performance."},
    [WARNING_RULER] = {"RULER", 0.1, WEIGHT_FAIR,
                       "a fixed piece of work, done before each trial, varies by more than %g%% "
                       "(eight trials in ten)",
                       100, "CPU speed varied by %.0f%%",
                       "CPU speed varied by %.0f%%: a fixed piece of work before each trial took "
                       "%.0f to %.0f us.",
                       "Fix the CPU frequency (performance governor, no turbo); in a virtual "
                       "machine only the host can."},
    [WARNING_WARMUP] = {"WARMUP", 0.02, WEIGHT_FAIR,
                        "the first round differs from the others by more than %g%%", 100,
                        "the first round is %.0f%% off",
                        "The first round is %.0f%% off the others.", "Record more trials.",
                        .cure = CURE_TRIALS},
    [WARNING_FEW] = {"FEW", 3, WEIGHT_FAIR,
                     "fewer than %g trials per level, which do not tell how much they vary (poor: "
                     "one), or fewer than 5 levels within a factor of 2 of the answer",
                     1, "%s", "%s.", "More trials, or more levels there.", .cure = CURE_TRIALS},
    [WARNING_NOISY] =
        {"NOISY", 0.1, WEIGHT_FAIR,
         "the trials of one level vary by more than %g%% (SD over mean; median of the levels)", 100,
         "the trials of one level vary by %.0f%%",
         "The trials of one level vary by %.0f%% (SD over mean; median of the levels).",
         "Record more trials, on a quieter machine.", .cure = CURE_BEFORE_TRIALS},
    [WARNING_NOISY_CELLS] =
        {"NOISY_CELLS", 0.1, WEIGHT_FAIR,
         "one level of a model varies by more than %g%%, and three times as much as the others",
         100, "%s at %s varies by %.0f%%", "%s at %s varies by %.0f%% from trial to trial.",
         "More trials there narrow it.", .cure = CURE_TRIALS_THERE},
    [WARNING_OUTLIERS] =
        {"OUTLIERS", 0.01, WEIGHT_FAIR,
         "more than %g%% of the trials lie further than 5 SD from their level's median", 100,
         "%zu of %zu trials lie far from the rest of their level",
         "%zu of %zu trials lie far (5 SD) from their level's median.",
         "Look at them: sql/queries/worst_trials.sql."},
    [WARNING_FAILED] = {"FAILED", 0, WEIGHT_FAIR, "some trials have no figure", 0,
                        "%lld of %lld trials have no figure",
                        "%lld of %lld trials have no figure: they failed, or are short or uneven.",
                        "Look at them: sql/queries/failures_by_reason.sql."},
    [WARNING_NOT_MONOTONE] =
        {"NOT_MONOTONE", 0, WEIGHT_FAIR,
         "a model costs more at some level, and clearly not at a higher one", 0,
         "%s costs %.0f%% more at some level, but not at a higher one",
         "%s costs %.0f%% more at some level, and clearly not at a higher one.",
         "Look at the chart (--plot): a threshold's range assumes that the curve rises."},
    [WARNING_INCOMPLETE] = {"INCOMPLETE", 0, WEIGHT_NOTE, "a sweep is not finished", 0,
                            "%lld sweep%s not finished",
                            "%lld sweep%s not finished (the last one is sweep %lld).",
                            "Finish it with runner --resume."},
    [WARNING_SLOW_MODES] =
        {"SLOW_MODES", 10, WEIGHT_NOTE,
         "fewer than %g trials at some level, so that a slow mode, in which few trials run, may be "
         "missing",
         1, "from %zu trial%s a level: a slow mode rarer than %.0f%% may be missing",
         "With %zu trial%s a level, a slow mode rarer than %.0f%% may be missing.",
         "Record ten trials or more at the levels that matter."},
    [WARNING_FEW_SWEEPS] =
        {"FEW_SWEEPS", 3, WEIGHT_NOTE,
         "fewer than %g sweeps, so that the ranges hold within one sweep only", 1, "%s only",
         "%s only. Another day may differ by more than the ranges, which hold within one sweep.",
         "Record the same sweep again, until there are three."},
    [WARNING_OTHER] = {"OTHER", 0, WEIGHT_FAIR, "the history has warnings of a newer program", 0,
                       "warnings that this program cannot explain: %s in %lld trials",
                       "Warnings that this program cannot explain: %s in %lld trials.",
                       "See SELECT * FROM trial_warnings."},
};

const struct warning *warning_named(const char *code) {
    for (size_t i = 0; i < WARNING_COUNT; i++)
        if (!strcmp(warnings[i].code, code))
            return &warnings[i];
    return NULL;
}

const char *warning_meaning(const struct warning *warning, char *text, size_t size) {
    snprintf(text, size, warning->meaning, warning->threshold * warning->scale);
    return text;
}
