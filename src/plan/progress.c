#include "plan/progress.h"

#include "base/text.h"
#include "base/units.h"
#include "plan/duration.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { bar_cells = 20, default_columns = 80 };

void progress_begin(struct progress *progress, const struct plan *plan, const char *aim,
                    size_t before, bool wanted) {
    *progress = (struct progress){
        .plan = plan,
        .aim = aim,
        .shown = wanted && isatty(STDERR_FILENO),
        .before = before,
        .begun_ns = clock_ns(),
        .trial_begun_ns = clock_ns(),
        .expected_ns = duration_of_plan(plan),
    };
}

/* Returns the estimated time left, in s. Trials differ a thousandfold in length, so what counts is
 * not their number. */
static double seconds_left(const struct progress *progress) {
    double took = (double)(progress->trial_begun_ns - progress->begun_ns);
    double scale = progress->expected_done_ns > 0 ? took / (double)progress->expected_done_ns : 1;
    double under_way = (double)(clock_ns() - progress->trial_begun_ns);
    double left = (double)(progress->expected_ns - progress->expected_done_ns) * scale - under_way;

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

/* Writes "thread at 500, 20 us of work". Returns text. */
static const char *trial_text(char text[static 96], const struct spec *spec) {
    char level[UNITS_SIZE], work[UNITS_SIZE];

    snprintf(text, 96, "%s at %s", spec->model, units_count(level, spec->concurrency));
    if (spec->work_ns)
        text_add(text, 96, ", %s of work", units_time(work, spec->work_ns));
    return text;
}

static void compose(const struct progress *progress, char *line, size_t size) {
    size_t number = progress->before + progress->done + 1;
    size_t count = progress->before + progress->plan->count;
    int filled = (int)((number - 1) * bar_cells / count);
    char trial[96], time[32], digits[24];
    int width = snprintf(digits, sizeof digits, "%zu", count);

    trial_text(trial, &progress->plan->trials[progress->done]);
    if (progress->aim)
        snprintf(line, size, "%s  trial %zu: %s", progress->aim, number, trial);
    else
        snprintf(line, size, "[%.*s%*s] %*zu/%zu  %-30s  %s left", filled,
                 "====================", bar_cells - filled, "", width, number, count, trial,
                 clock_time(time, seconds_left(progress)));
}

/* A line that the terminal would break could not be redrawn. */
static int columns(void) {
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col == 0 ? default_columns
                                                                       : size.ws_col;
}

void progress_show(struct progress *progress) {
    char line[256];

    if (!progress->shown || progress->done == progress->plan->count)
        return;
    compose(progress, line, sizeof line);
    fprintf(stderr, "\r%.*s\033[K", columns() - 1, line);
}

void progress_step(struct progress *progress) {
    progress->expected_done_ns += duration_of_trial(&progress->plan->trials[progress->done++]);
    progress->trial_begun_ns = clock_ns();
}

void progress_clear(struct progress *progress) {
    if (progress->shown)
        fprintf(stderr, "\r\033[K");
}
