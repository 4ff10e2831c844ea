#include "plan/remainder.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_same(const struct spec *spec, const struct done_trial *done) {
    return !strcmp(spec->model, done->model) && spec->concurrency == done->concurrency &&
           spec->tasks == done->tasks && spec->round == done->round;
}

static int refuse(const struct done_trial *done, struct err *err) {
    char model[sizeof done->model];

    return err_set(err, ERR_USAGE,
                   "the recorded trial %lld (%s at %lld) does not match the plan; the "
                   "sweep cannot be resumed, record a new one",
                   (long long)done->position, text_plain(model, sizeof model, done->model),
                   (long long)done->concurrency);
}

/* Marks finished trials; marks[i] stands for the trial at position i + 1. */
static int mark_done(const struct plan *plan, const struct done_trial *done, size_t count,
                     bool *marks, struct err *err) {
    for (size_t i = 0; i < count; i++) {
        int64_t position = done[i].position;
        bool known = position >= 1 && position <= (int64_t)plan->count;

        if (!known || marks[position - 1] || !is_same(&plan->trials[position - 1], &done[i]))
            return refuse(&done[i], err);
        marks[position - 1] = true;
    }
    return 0;
}

int plan_leave_out(struct plan *plan, const struct done_trial *done, size_t count,
                   struct err *err) {
    bool *marks = memory_get(plan->count + 1, sizeof *marks);
    size_t left = 0;
    int result;

    result = mark_done(plan, done, count, marks, err);
    for (size_t i = 0; i < plan->count && !result; i++)
        if (!marks[i])
            plan->trials[left++] = plan->trials[i];
    if (!result)
        plan->count = left;
    free(marks);
    return result;
}

int plan_recall(const struct spec *spec, const struct done_trial *done, size_t count,
                const struct done_trial **found, struct err *err) {
    *found = NULL;
    for (size_t i = 0; i < count && !*found; i++)
        if (done[i].position == spec->position)
            *found = &done[i];
    return *found && !is_same(spec, *found) ? refuse(*found, err) : 0;
}

void plan_leave_out_first(struct plan *plan, size_t count) {
    plan->count -= count;
    memmove(plan->trials, plan->trials + count, plan->count * sizeof *plan->trials);
}
