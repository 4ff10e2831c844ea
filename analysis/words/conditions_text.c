#include "analysis/words/conditions_text.h"

#include "analysis/words/figures.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The things that conditions are about, in the order in which they are said. */
enum thing {
    THING_WAIT,
    THING_KIND,
    THING_PHASE,
    THING_WORK,
    THING_TASKS,
    THING_SLACK,
    THING_QUEUE,
    THING_SPIN,
    THING_IDLE,
    THING_STACK,
    THING_TASK_TIMES,
    THING_SHARED,
    THING_ORIGIN,
    THING_MACHINE,
    THING_CPUS,
    THING_QUOTA,
    THING_COUNT
};

static const double usual_slack = 50e-6;

/* --- phrases ---------------------------------------------------------------------------------- */

static const char *seconds(char span[static UNITS_SIZE], double value) {
    if (!(fabs(value) < 1e9)) { /* inserted by hand: too large for nanoseconds */
        snprintf(span, UNITS_SIZE, "endless");
        return span;
    }
    return units_time(span, llround(value * 1e9));
}

static bool is(const char *text, const char *other) {
    return text && !strcmp(text, other);
}

static const char *kind_of(const struct conditions *conditions) {
    return is(conditions->kind, "sleep") ? "timer" : conditions->kind ? conditions->kind : "?";
}

static void describe_tasks(const struct conditions *conditions, char *text, size_t size) {
    char count[UNITS_SIZE];

    if (conditions->per_worker != NO_VALUE)
        snprintf(text, size, "%s task%s per worker", units_count(count, conditions->per_worker),
                 conditions->per_worker == 1 ? "" : "s");
    else
        snprintf(text, size, "%s task%s", units_count(count, conditions->tasks),
                 conditions->tasks == 1 ? "" : "s");
}

static void describe_settings(const struct conditions *conditions, enum thing thing, char *text,
                              size_t size) {
    char value[UNITS_SIZE];
    const char *unit = NULL;

    if (thing == THING_SLACK)
        snprintf(text, size, isnan(conditions->lateness) ? "unknown timer slack" : "%s timer slack",
                 seconds(value, conditions->lateness));
    else if (thing == THING_QUEUE && conditions->queue == NO_VALUE)
        snprintf(text, size, "queue as long as needed");
    else if (thing == THING_QUEUE)
        snprintf(text, size, "queue of %s", units_count(value, conditions->queue));
    else if (thing == THING_SPIN)
        snprintf(text, size, "polling the last %s", seconds(value, conditions->spin));
    else if (thing == THING_IDLE)
        snprintf(text, size, is(conditions->idle, "poll") ? "CPUs kept awake" : "CPUs halt");
    else if (thing == THING_STACK && conditions->stack == NO_VALUE)
        snprintf(text, size, "default stacks");
    else if (thing == THING_STACK) {
        figures_bytes(value, (double)conditions->stack, &unit);
        snprintf(text, size, "stacks of %s %s", value, unit);
    }
}

static void describe_place(const struct conditions *conditions, enum thing thing, char *text,
                           size_t size) {
    if (thing == THING_TASK_TIMES)
        snprintf(text, size, conditions->task_times ? "tasks timed" : "tasks not timed");
    else if (thing == THING_SHARED)
        snprintf(text, size, conditions->shared ? "beside another sweep" : "alone");
    else if (thing == THING_ORIGIN)
        snprintf(text, size, is(conditions->origin, "import") ? "imported" : "recorded here");
    else if (thing == THING_MACHINE)
        snprintf(text, size, "machine %s", conditions->machine ? conditions->machine : "unknown");
    else if (thing == THING_CPUS && conditions->cpus != NO_VALUE)
        snprintf(text, size, "%lld CPU%s", (long long)conditions->cpus,
                 conditions->cpus == 1 ? "" : "s");
    else if (thing == THING_QUOTA)
        snprintf(text, size, isnan(conditions->cpu_quota) ? "no quota" : "a quota of %.3g CPUs",
                 conditions->cpu_quota);
}

/* Sets text to the phrase for one thing alone. */
static void describe(const struct conditions *conditions, enum thing thing, char *text,
                     size_t size) {
    char value[UNITS_SIZE];

    *text = 0;
    switch (thing) {
    case THING_WAIT:
        snprintf(text, size, conditions->sleep > 0 ? "%s" : "no wait",
                 seconds(value, conditions->sleep / 1e3));
        break;
    case THING_KIND:
        snprintf(text, size, "%s", kind_of(conditions));
        break;
    case THING_PHASE:
        snprintf(text, size, "%s",
                 is(conditions->phase, "lockstep") ? "all start together" : "starts spread");
        break;
    case THING_WORK:
        snprintf(text, size, conditions->work > 0 ? "%s of work" : "no work",
                 seconds(value, conditions->work));
        break;
    case THING_TASKS:
        describe_tasks(conditions, text, size);
        break;
    case THING_SLACK:
    case THING_QUEUE:
    case THING_SPIN:
    case THING_IDLE:
    case THING_STACK:
        describe_settings(conditions, thing, text, size);
        break;
    default:
        describe_place(conditions, thing, text, size);
    }
}

/* --- what differs ----------------------------------------------------------------------------- */

static bool same_real(double one, double other) {
    return isnan(one) ? isnan(other) : fabs(one - other) <= 1e-12 * fabs(one);
}

static bool same_text(const char *one, const char *other) {
    return one && other ? !strcmp(one, other) : one == other;
}

static bool is_same(const struct conditions *one, const struct conditions *other,
                    enum thing thing) {
    switch (thing) {
    case THING_WAIT:
        return same_real(one->sleep, other->sleep);
    case THING_KIND:
        return same_text(one->kind, other->kind);
    case THING_PHASE:
        return same_text(one->phase, other->phase);
    case THING_WORK:
        return same_real(one->work, other->work);
    case THING_TASKS:
        return one->tasks == other->tasks && one->per_worker == other->per_worker;
    case THING_SLACK:
        return same_real(one->lateness, other->lateness);
    case THING_QUEUE:
        return one->queue == other->queue;
    case THING_SPIN:
        return same_real(one->spin, other->spin);
    case THING_IDLE:
        return same_text(one->idle, other->idle);
    case THING_STACK:
        return one->stack == other->stack;
    case THING_TASK_TIMES:
        return one->task_times == other->task_times;
    case THING_SHARED:
        return one->shared == other->shared;
    case THING_ORIGIN:
        return same_text(one->origin, other->origin);
    case THING_MACHINE:
        return same_text(one->machine, other->machine);
    case THING_CPUS:
        return one->cpus == other->cpus;
    case THING_QUOTA:
        return same_real(one->cpu_quota, other->cpu_quota);
    case THING_COUNT:
        break;
    }
    return true;
}

static bool all_same(const struct conditions *const *sets, size_t count, enum thing thing) {
    for (size_t i = 1; i < count; i++)
        if (!is_same(sets[0], sets[i], thing))
            return false;
    return true;
}

int conditions_differences(const struct conditions *one, const struct conditions *other) {
    int differences = 0;

    for (int thing = 0; thing < THING_COUNT; thing++)
        differences += !is_same(one, other, (enum thing)thing);
    return differences;
}

/* Is it worth a phrase? What most trials have in common is not. */
static bool is_told(const struct conditions *conditions, enum thing thing) {
    switch (thing) {
    case THING_SLACK:
        return !isnan(conditions->lateness) && !same_real(conditions->lateness, usual_slack);
    case THING_QUEUE:
        return conditions->queue != NO_VALUE;
    case THING_SPIN:
        return conditions->spin > 0;
    case THING_IDLE:
        return is(conditions->idle, "poll");
    case THING_STACK:
        return conditions->stack != NO_VALUE;
    case THING_TASK_TIMES:
        return !conditions->task_times && !is(conditions->origin, "import");
    case THING_SHARED:
        return conditions->shared;
    case THING_ORIGIN:
    case THING_MACHINE:
        return false;
    case THING_CPUS:
        return conditions->cpus != NO_VALUE;
    case THING_QUOTA:
        return !isnan(conditions->cpu_quota);
    default:
        return true;
    }
}

/* --- texts ------------------------------------------------------------------------------------ */

static void add(char *text, const char *separator, const char *phrase) {
    text_add(text, CONDITIONS_TEXT_SIZE, "%s%s", *text ? separator : "", phrase);
}

/* "5 ms timer", "tcp answers after 5 ms": the wait and its kind, of which one may be left out. */
static void add_wait(const struct conditions *conditions, bool with_wait, bool with_kind,
                     char *text) {
    char wait[64], kind[64], phrase[192];

    describe(conditions, THING_WAIT, wait, sizeof wait);
    describe(conditions, THING_KIND, kind, sizeof kind);
    if (with_wait && with_kind && conditions->sleep > 0)
        snprintf(phrase, sizeof phrase,
                 is(conditions->kind, "sleep") ? "%1$s timer" : "%2$s answers after %1$s", wait,
                 is(conditions->kind, "tcp") ? "TCP" : kind);
    else
        snprintf(phrase, sizeof phrase, "%s", with_wait ? wait : kind);
    if (with_wait || with_kind)
        add(text, ", ", phrase);
}

const char *conditions_shared(const struct conditions *const *sets, size_t count,
                              char text[static CONDITIONS_TEXT_SIZE]) {
    char phrase[128];

    *text = 0;
    add_wait(sets[0], all_same(sets, count, THING_WAIT), all_same(sets, count, THING_KIND), text);
    for (int thing = THING_PHASE; thing < THING_COUNT; thing++) {
        if (!is_told(sets[0], (enum thing)thing) || !all_same(sets, count, (enum thing)thing))
            continue;
        describe(sets[0], (enum thing)thing, phrase, sizeof phrase);
        add(text, thing == THING_CPUS ? "; " : ", ", phrase);
    }
    return text;
}

const char *conditions_text(const struct conditions *conditions, const struct conditions *unlike,
                            char text[static CONDITIONS_TEXT_SIZE]) {
    return conditions_shared((const struct conditions *[]){conditions, unlike}, unlike ? 2 : 1,
                             text);
}

const char *conditions_label_among(const struct conditions *conditions,
                                   const struct conditions *const *sets, size_t count,
                                   char text[static CONDITIONS_TEXT_SIZE]) {
    char phrase[128];

    *text = 0;
    for (int thing = 0; thing < THING_COUNT; thing++) {
        if (all_same(sets, count, (enum thing)thing))
            continue;
        describe(conditions, (enum thing)thing, phrase, sizeof phrase);
        if (*phrase)
            add(text, ", ", phrase);
    }
    return text;
}

const char *conditions_label(const struct conditions *conditions, const struct conditions *unlike,
                             char text[static CONDITIONS_TEXT_SIZE]) {
    return conditions_label_among(conditions, (const struct conditions *[]){conditions, unlike}, 2,
                                  text);
}
