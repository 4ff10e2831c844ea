#include "record/warning.h"

#include <stdio.h>
#include <string.h>

const char *const weight_names[] = {"note", "fair", "poor"};

/* Sentences about single trials take these arguments: the number of trials with the warning, the
 * number of all trials, and the threshold in the unit of the message. */
const struct warning warnings[WARNING_COUNT] = {
    [WARNING_FOREIGN] =
        {"FOREIGN", 0.05, WEIGHT_FAIR,
         "other processes used more than %g%% of a CPU during the trial and the gap "
         "before it, beyond the two ticks by which the kernel's counting errs; trials shorter than "
         "a "
         "second are also judged by their round",
         100, "at %lld of %zu trials other processes used up to %.2f CPUs",
         "stop what else runs (top shows it), then record the sweep again or leave "
         "it out: --sweep='!N'",
         .by_share = true},
    [WARNING_STEAL] = {"STEAL", 0.01, WEIGHT_FAIR,
                       "the hypervisor took more than %g%% of the CPUs over the ten seconds or "
                       "more that end with the trial",
                       100, "at %lld of %zu trials the hypervisor took more than %g%% of the CPUs",
                       "the host is busy: record at a quieter hour, or on a machine of your own",
                       .by_share = true},
    [WARNING_QUOTA] =
        {"QUOTA", 0, WEIGHT_FAIR, "a cgroup's CPU quota held the trial back", 0,
         "at %lld of %zu trials the cgroup's quota held the process back, by up to %.2f CPUs",
         "raise the quota, unless intended; such trials are never pooled with others"},
    [WARNING_STOPPED] = {"STOPPED", 0, WEIGHT_POOR, "the trial's process was stopped and continued",
                         0, "at %lld of %zu trials the process was stopped and continued",
                         "do not stop trials; delete those rows, or record the sweep again"},
    [WARNING_SHARED] =
        {"SHARED", 0, WEIGHT_FAIR, "another sweep may have run at the same time (--shared)", 0,
         "at %lld of %zu trials another sweep may have run at the same time (--shared)",
         "record without --shared, alone on the machine"},
    [WARNING_RAMP] =
        {"RAMP", 40, WEIGHT_FAIR, "fewer than %g tasks per worker, so that start-up weighs much", 1,
         "fewer than %g tasks per worker from %s on, and the answer is at %s",
         "more tasks per worker: --per-worker=60; --metric=steady leaves start-up out"},
    [WARNING_ROUNDING] =
        {"ROUNDING", 0.05, WEIGHT_FAIR,
         "the tasks do not divide evenly among the workers, by more than %g%%", 100,
         "at %lld trials near %s the tasks do not divide evenly among the workers, "
         "by more than %g%%",
         "tasks that divide evenly: --per-worker=60"},
    [WARNING_SATURATED] =
        {"SATURATED", 0, WEIGHT_NOTE, "fewer tasks than workers were ever in flight", 0,
         "at %lld of %zu trials and from %s on fewer tasks than workers were ever in flight",
         "no action needed: that some workers never had a task at the same time is "
         "the overhead itself"},
    [WARNING_SERVER_BOUND] =
        {"SERVER_BOUND", 0.8, WEIGHT_FAIR,
         "the server that tasks wait for was busy for more than %g%% of the trial, "
         "so it is measured as well",
         100,
         "at %lld of %zu trials the server was busy for more than %g%% of the time, so it is "
         "measured as well",
         "longer --sleep or fewer workers; beyond that the server's own CPU is "
         "the limit"},
    [WARNING_SHORT_TRIAL] = {"SHORT_TRIAL", 0.005, WEIGHT_FAIR, "the trial took less than %g ms",
                             1e3, "at %lld of %zu trials the trial took less than %g ms",
                             "more --tasks, so that a trial takes longer"},
    [WARNING_UNCERTIFIED] =
        {"UNCERTIFIED", 0, WEIGHT_FAIR,
         "a foreign program did not say how long its shortest wait was", 0,
         "at %lld of %zu trials a foreign program did not prove that no sleep was short",
         "let the program report shortest_wait, or stamp its tasks "
         "(src/README.md)"},
    [WARNING_STARTUP] =
        {"STARTUP", 0.5, WEIGHT_FAIR,
         "a foreign program did not say what CPU its tasks took, and starting it took "
         "more than %g%% of all its CPU, or an unknown part of it",
         100, "at %lld of %zu trials CPU per task is mostly a foreign program's start-up",
         "let the program report cpu (src/README.md), or give it more --tasks"},
    [WARNING_CPU_DISPUTED] =
        {"CPU_DISPUTED", 0.2, WEIGHT_FAIR,
         "a foreign program's own account of its CPU differs from the kernel's by "
         "more than %g%% of that and 50 ms",
         100, "at %lld of %zu trials a foreign program's own account of its CPU is doubtful",
         "compare tasks_cpu with user_cpu + system_cpu - startup_cpu (table "
         "trial)",
         .by_share = true},
    [WARNING_GOVERNOR] = {"GOVERNOR", 0, WEIGHT_FAIR, "the CPU frequency is not fixed", 0,
                          "the CPU frequency is governed by '%s'",
                          "cpupower frequency-set -g performance"},
    [WARNING_RULER] =
        {"RULER", 0.1, WEIGHT_FAIR,
         "a fixed piece of work, done before each trial, varies by more than %g%% (eight "
         "trials in ten)",
         100, "a fixed piece of work took %.0f-%.0f us: CPU speed varies by %.0f%%",
         "fix the CPU frequency (performance governor, no turbo); in a virtual machine "
         "only the host can"},
    [WARNING_SENTINEL] = {"SENTINEL", 0.1, WEIGHT_FAIR,
                          "the reference trials of a sweep differ by more than %g%%", 100,
                          "the reference trials of a sweep differ by %.0f%%",
                          "something changed during the sweep; record it again"},
    [WARNING_INCOMPLETE] = {"INCOMPLETE", 0, WEIGHT_NOTE, "a sweep is not finished", 0,
                            "%lld sweep%s not finished (the last one is %lld)",
                            "runner --resume finishes it"},
    [WARNING_ORDER_CONFOUNDED] =
        {"ORDER_CONFOUNDED", 0, WEIGHT_POOR,
         "the two models did not run back to back, so drift favours one of "
         "them",
         0,
         "%s ran %.0f trials away from %s at the same level; drift favours "
         "one of them",
         "record with --order=rounds, which runs the models back to back"},
    [WARNING_DRIFT] =
        {"DRIFT", 0.03, WEIGHT_FAIR,
         "all cells together moved by more than %g%% from the first round to the last", 100,
         "from the first round to the last all cells together moved by %+.0f%%",
         "find out what warms up or fills up; with --order=rounds both models share it"},
    [WARNING_WARMUP] = {"WARMUP", 0.02, WEIGHT_FAIR,
                        "the first round differs from the others by more than %g%%", 100,
                        "the first round differs by %+.0f%%",
                        "leave the first round out, or record with more --trials"},
    [WARNING_NOISY] = {"NOISY", 0.1, WEIGHT_FAIR,
                       "the trials of a cell vary by more than %g%% (SD over mean; median of the "
                       "cells)",
                       100,
                       "the trials of a cell vary by %.0f%% (SD over mean; median of the cells)",
                       "more --trials, and a quieter machine"},
    [WARNING_NOISY_CELLS] =
        {"NOISY_CELLS", 0.1, WEIGHT_FAIR,
         "one cell varies by more than %g%%, and three times as much as the others", 100,
         "%s at %s varies by %.0f%%, most of all",
         "record those levels again: their trials will be pooled"},
    [WARNING_OUTLIERS] =
        {"OUTLIERS", 0.01, WEIGHT_FAIR,
         "more than %g%% of the trials lie further than 5 SD from their cell's median", 100,
         "%zu of %zu trials lie further than 5 SD from their cell's median",
         "look at them (sql/queries/worst_trials.sql); the medians are in "
         "--format=json"},
    [WARNING_FEW] =
        {"FEW", 3, WEIGHT_FAIR,
         "fewer than %g trials per cell, which do not tell how much they vary; or fewer "
         "than 5 levels within a factor of 2 of the answer",
         1, "%s", "more --trials, or more levels around there, as in -c 200:800:x1.15"},
    [WARNING_FAILED] = {"FAILED", 0, WEIGHT_FAIR, "some trials have no figure", 0,
                        "%lld of %lld trials have no figure: they failed, or are short or uneven",
                        "SELECT model, concurrency, status, error FROM trial WHERE status <> 'ok'"},
    [WARNING_FEW_SWEEPS] = {"FEW_SWEEPS", 3, WEIGHT_NOTE,
                            "fewer than %g sweeps, so that the ranges hold within one sweep only",
                            1, "runs on different days differ more than the ranges show",
                            "record the same sweep again, until there are three"},
    [WARNING_NOT_MONOTONE] = {"NOT_MONOTONE", 0, WEIGHT_FAIR,
                              "a model costs more at some level, and clearly not at a higher one",
                              0,
                              "%s costs %.0f%% more at some level, and clearly not at a higher one",
                              "look at the chart (--plot=-); a threshold's range assumes that the "
                              "curve rises"},
    [WARNING_BISTABLE] =
        {"BISTABLE", 0, WEIGHT_FAIR, "the trials of a cell fall into two groups", 0,
         "the trials of %s at %s fall into two groups %.1fx apart: two modes, or an "
         "outlier",
         "more --trials, 10 or more: with fewer the slower mode may be missing"},
    [WARNING_OUTLIERS_MATTER] =
        {"OUTLIERS_MATTER", 0, WEIGHT_FAIR,
         "in the typical trial the order changes elsewhere than in the mean", 0,
         "in the typical trial the order changes between %.0f and %.0f",
         "look at them (sql/queries/worst_trials.sql), or record more "
         "--trials"},
    [WARNING_OTHER] = {"OTHER", 0, WEIGHT_FAIR, "the history has warnings of a newer program", 0,
                       "warnings that analyze cannot explain: %s at %lld",
                       "SELECT * FROM trial_warnings"},
};

const struct warning *warning_named(const char *code) {
    for (size_t i = 0; i < WARNING_COUNT; i++)
        if (!strcmp(warnings[i].code, code))
            return &warnings[i];
    return NULL;
}

const char *warning_meaning(const struct warning *warning, char *text, size_t size) {
    snprintf(text, size, warning->meaning, warning->threshold * warning->told);
    return text;
}
