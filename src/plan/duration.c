#include "plan/duration.h"

#include <stdio.h>

/* Measured on 2 CPUs over quick sweeps: a trial's process, its record and its row; a thread; what a
 * trial takes beyond its ideal time. A foreign program takes longer to start, and starts once more
 * without tasks. */
static const int64_t start_ns = 10 * NS_PER_MS;
static const int64_t foreign_start_ns = 200 * NS_PER_MS;
static const int64_t worker_ns = 40 * NS_PER_US;
static const double beyond_ideal = 1.1;

/* A sum of times stays below this. */
static const double most_ns = 9e18;

static int64_t capped(double ns) {
    return ns < most_ns ? llround(ns) : (int64_t)most_ns;
}

int64_t duration_of_trial(const struct spec *spec) {
    return capped(beyond_ideal * (double)spec_ideal_ns(spec) +
                  (double)(*spec->command ? foreign_start_ns : start_ns) +
                  (double)worker_ns * (double)spec->concurrency);
}

int64_t duration_of_plan(const struct plan *plan) {
    double sum = 0;

    for (size_t i = 0; i < plan->count; i++)
        sum += (double)duration_of_trial(&plan->trials[i]);
    return capped(sum);
}

static const char *count_text(char text[static DURATION_SIZE], double count, const char *unit) {
    long long whole = llround(fmax(count, 1));

    snprintf(text, DURATION_SIZE, "%lld %s%s", whole, unit, whole == 1 ? "" : "s");
    return text;
}

const char *duration_rough(char text[static DURATION_SIZE], int64_t ns) {
    double seconds = (double)ns / 1e9;

    if (seconds < 10)
        return count_text(text, seconds, "second");
    if (seconds < 52)
        return count_text(text, 5 * round(seconds / 5), "second");
    if (seconds < 90 * 60)
        return count_text(text, seconds / 60, "minute");
    if (seconds < 36 * 3600)
        return count_text(text, seconds / 3600, "hour");
    return count_text(text, seconds / 86400, "day");
}

const char *duration_exact(char text[static DURATION_SIZE], int64_t ns) {
    double seconds = (double)ns / 1e9;
    long long whole = llround(seconds);

    if (seconds < 9.95)
        snprintf(text, DURATION_SIZE, "%.1f s", seconds);
    else if (whole < 120)
        snprintf(text, DURATION_SIZE, "%lld s", whole);
    else if (whole < 3600)
        snprintf(text, DURATION_SIZE, "%lld min %lld s", whole / 60, whole % 60);
    else
        snprintf(text, DURATION_SIZE, "%lld h %lld min", whole / 3600, whole / 60 % 60);
    return text;
}
