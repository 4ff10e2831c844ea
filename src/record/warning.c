#include "record/warning.h"

#include <stdio.h>
#include <string.h>

const char *const weight_names[] = {"note", "fair", "poor"};

const struct warning warnings[WARNING_COUNT] = {
    [WARNING_FOREIGN] = {"FOREIGN", 0.05, WEIGHT_FAIR,
                         "other processes used more than %g%% of a CPU during the trial and the "
                         "gap before it, beyond the kernel's counting error of two ticks; trials "
                         "shorter than a second are also judged by their whole round",
                         100, "other programs used up to %.2g CPUs during %s",
                         "Other programs used up to %.2g CPUs during %s.",
                         "Stop them (top shows which), then measure again.", .by_share = true,
                         .cure = CURE_BEFORE_TRIALS},
    [WARNING_STEAL] = {"STEAL", 0.01, WEIGHT_FAIR,
                       "the hypervisor took more than %g%% of the CPUs over the ten seconds or "
                       "more that end with the trial",
                       100, "the hypervisor took CPU during %s",
                       "The hypervisor took CPU during %s, each time more than %g%%.",
                       "The host is busy: measure at a quieter time, or on a machine of your own.",
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
        {"RAMP", 40, WEIGHT_FAIR, "fewer than %g tasks per worker, so that start-up weighs heavily",
         1, "start-up weighs from %s on",
         "Start-up weighs from %s on, where each worker has fewer than %g tasks, and the answer "
         "lies at %s.",
         "Use more tasks per worker (--per-worker=60); --metric=steady leaves start-up out.",
         .cure = CURE_PRESET},
    [WARNING_ROUNDING] = {"ROUNDING", 0.05, WEIGHT_FAIR,
                          "the tasks do not divide evenly among the workers, which makes the trial "
                          "more than %g%% longer",
                          100, "%s tasks do not divide evenly among the workers",
                          "%s tasks do not divide evenly among the workers in %lld trials near %s, "
                          "which makes these more than %g%% longer.",
                          "Use a number of tasks that divides evenly: --per-worker=60.",
                          .cure = CURE_PRESET},
    [WARNING_SATURATED] = {"SATURATED", 0, WEIGHT_NOTE,
                           "fewer tasks than workers were ever in flight", 0,
                           "fewer tasks than workers were ever in flight in %s",
                           "Fewer tasks than workers were ever in flight in %s, from %s on.",
                           "Nothing needs to be done: the time that workers spend between tasks is "
                           "the overhead itself."},
    [WARNING_SERVER_BOUND] =
        {"SERVER_BOUND", 0.8, WEIGHT_FAIR,
         "the server that tasks wait for was busy for more than %g%% of the trial, so it is "
         "measured as well",
         100, "the server was busy over %g%% of the time in %lld trials",
         "The server was busy over %g%% of the time in %lld trials, so it is measured as well.",
         "Use a longer --sleep or fewer workers; beyond that the server's own CPU is the limit."},
    [WARNING_SHORT_TRIAL] = {"SHORT_TRIAL", 0.005, WEIGHT_FAIR, "the trial is shorter than %g ms",
                             1e3, "trials shorter than %g ms: %s", "Trials shorter than %g ms: %s.",
                             "Use more --tasks, so that a trial takes longer."},
    [WARNING_UNCERTIFIED] =
        {"UNCERTIFIED", 0, WEIGHT_FAIR, "a foreign program did not report its shortest wait", 0,
         "a program did not report its shortest wait in %s",
         "A program did not report its shortest wait in %s, so no wait is proven to be long "
         "enough.",
         "Let the program report shortest_wait, or stamp its tasks (src/README.md)."},
    [WARNING_STARTUP] = {"STARTUP", 0.5, WEIGHT_FAIR,
                         "a foreign program did not report how much CPU its tasks used, and "
                         "starting it took more than %g%% of its CPU, or an unknown share",
                         100, "CPU per task is mostly start-up in %s",
                         "CPU per task is mostly a program's start-up in %s.",
                         "Let the program report cpu (src/README.md), or give it more --tasks."},
    [WARNING_CPU_DISPUTED] =
        {"CPU_DISPUTED", 0.2, WEIGHT_FAIR,
         "the CPU time that a foreign program reports differs from the kernel's figure by more "
         "than "
         "%g%% and by more than 50 ms",
         100, "the CPU time that a program reports is doubtful in %s",
         "The CPU time that a program reports is doubtful in %s.",
         "Compare tasks_cpu with user_cpu + system_cpu - startup_cpu (table trial).",
         .by_share = true},
    [WARNING_OUTLIERS_MATTER] =
        {"OUTLIERS_MATTER", 0, WEIGHT_FAIR,
         "the typical trial gives another place or side than the mean; poor if one trial alone "
         "makes the difference",
         0, "%s", "%s.",
         "Look at the outliers (sql/queries/worst_trials.sql), or record more trials.",
         .cure = CURE_TRIALS},
    [WARNING_BISTABLE] =
        {"BISTABLE", 0, WEIGHT_FAIR, "the trials of a level fall into two groups", 0,
         "%s at %s has two modes, %.1fx apart",
         "%s at %s has two modes, %.1fx apart, or an outlier.",
         "Record 10 trials or more there: with fewer, the slower mode may be missing.",
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
         "Find out what warms up or fills up; with --order=rounds it affects both models."},
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
                        "the first round differs by %.0f%%",
                        "The first round differs from the others by %.0f%%.", "Record more trials.",
                        .cure = CURE_TRIALS},
    [WARNING_FEW] = {"FEW", 3, WEIGHT_FAIR,
                     "fewer than %g trials per level, too few to show how much they vary (poor: "
                     "only one), or fewer than 5 levels within a factor of 2 of the answer",
                     1, "%s", "%s.", "Record more trials, or more levels there.",
                     .cure = CURE_TRIALS},
    [WARNING_NOISY] =
        {"NOISY", 0.1, WEIGHT_FAIR,
         "trials at the same level vary by more than %g%% (SD over mean; median over the levels)",
         100, "trials at the same level vary by %.0f%%",
         "Trials at the same level vary by %.0f%% (SD over mean; median over the levels).",
         "Record more trials, on a quieter machine.", .cure = CURE_BEFORE_TRIALS},
    [WARNING_NOISY_CELLS] =
        {"NOISY_CELLS", 0.1, WEIGHT_FAIR,
         "one level of a model varies by more than %g%%, and three times as much as the others",
         100, "%s at %s varies by %.0f%%", "%s at %s varies by %.0f%% from trial to trial.",
         "Record more trials there.", .cure = CURE_TRIALS_THERE},
    [WARNING_OUTLIERS] =
        {"OUTLIERS", 0.01, WEIGHT_FAIR,
         "more than %g%% of the trials lie more than 5 SD from their level's median", 100,
         "%zu of %zu trials lie far from the rest of their level",
         "%zu of %zu trials lie more than 5 SD from their level's median.",
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
         1, "%zu trial%s per level: a slow mode in fewer than %.0f%% of trials may be missing",
         "With %zu trial%s per level, a slow mode in fewer than %.0f%% of trials may be missing.",
         "Record ten trials or more at the levels that matter."},
    [WARNING_FEW_SWEEPS] =
        {"FEW_SWEEPS", 3, WEIGHT_NOTE,
         "fewer than %g sweeps, so that the ranges hold within one sweep only", 1, "%s only",
         "%s only. Another day may differ by more than the ranges, which hold within one sweep.",
         "Record the same sweep again, until there are three."},
    [WARNING_OTHER] = {"OTHER", 0, WEIGHT_FAIR,
                       "the history has warnings from a newer version of runner", 0,
                       "warnings that this version does not know: %s in %lld trials",
                       "Warnings that this version does not know: %s in %lld trials.",
                       "Look at them: --sql='SELECT * FROM trial_warnings'."},
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
