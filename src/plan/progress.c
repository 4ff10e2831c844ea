#include "plan/progress.h"

#include "base/units.h"

#include <stdio.h>
#include <unistd.h>

static const int64_t plain_line_every_ns = 10 * NS_PER_S;

void progress_begin(struct progress *progress, const struct plan *plan, const char *aim,
                    bool wanted) {
    *progress = (struct progress){
        .plan = plan,
        .aim = aim,
        .wanted = wanted,
        .terminal = isatty(STDERR_FILENO),
        .begun_ns = clock_ns(),
        .shown_ns = INT64_MIN,
        .trial_begun_ns = clock_ns(),
    };
}

/* Returns the estimated time left, in s. Trials differ a thousandfold in length, so it counts ideal
 * times. The extra time (overhead, creating workers) is estimated from the finished trials. */
static double seconds_left(const struct progress *progress) {
    double took = (double)(progress->trial_begun_ns - progress->begun_ns);
    double per_ideal = progress->ideal_done_ns > 0 ? took / (double)progress->ideal_done_ns : 1.05;
    double under_way = (double)(clock_ns() - progress->trial_begun_ns);
    double left =
        (double)(progress->plan->ideal_ns - progress->ideal_done_ns) * per_ideal - under_way;

    return left > 0 ? left / 1e9 : 0;
}

static const char *clock_time(char text[static 32], double seconds) {
    long long whole = llround(fmin(seconds, 1e12));

    if (whole < 3600)
        snprintf(text, 32, "%lld:%02lld", whole / 60, whole % 60);
    else
        snprintf(text, 32, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    return text;
}

void progress_show(struct progress *progress) {
    const struct spec *spec = &progress->plan->trials[progress->done];
    char left[128], time[32], count[32] = "", level[UNITS_SIZE], work[UNITS_SIZE];

    if (!progress->wanted || progress->done == progress->plan->count)
        return;
    if (!progress->terminal && progress->shown_ns != INT64_MIN &&
        clock_ns() - progress->shown_ns < plain_line_every_ns)
        return;
    progress->shown_ns = clock_ns();
    if (progress->aim) {
        snprintf(left, sizeof left, "%s", progress->aim);
    } else {
        snprintf(count, sizeof count, "/%zu", progress->plan->count);
        snprintf(left, sizeof left, "left %s", clock_time(time, seconds_left(progress)));
    }
    fprintf(stderr, "%s%zu%s  %s at %s%s%s  %s%s", progress->terminal ? "\r" : "",
            progress->done + 1, count, spec->model, units_count(level, spec->concurrency),
            spec->work_ns ? ", work " : "", spec->work_ns ? units_time(work, spec->work_ns) : "",
            left, progress->terminal ? "\033[K" : "\n");
}

void progress_step(struct progress *progress) {
    progress->ideal_done_ns += spec_ideal_ns(&progress->plan->trials[progress->done++]);
    progress->trial_begun_ns = clock_ns();
}

void progress_clear(struct progress *progress) {
    if (progress->wanted && progress->terminal)
        fprintf(stderr, "\r\033[K");
}
