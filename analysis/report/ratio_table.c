#include "analysis/report/ratio_table.h"

#include "analysis/render/style.h"
#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Columns: the levels, ratios, and bars of one set or of two side by side. */
enum { level_width = 10, ratio_width = 4, single_bar = 37, double_bar = 19, number_width = 8 };

static const struct level *level_of(const struct pair_answer *pair, enum metric metric,
                                    int64_t concurrency) {
    return level_at(&pair->comparisons[metric], concurrency);
}

static bool is_known_at(const struct pair_answer *pair, int64_t concurrency) {
    const struct level *level = level_of(pair, pair->metric, concurrency);

    return level && level_is_known(level);
}

/* The range of the level alone holds 1. */
static bool is_undecided(const struct level *level) {
    return level->low <= 1 && level->high >= 1;
}

/* --- bars ------------------------------------------------------------------------------------- */

/* How a ratio becomes a length: columns per unit of ln, and columns left of the axis. */
struct bars {
    double scale;
    int width, left;
};

static struct bars bars_of(const struct pair_answer *pair, const struct table_levels *levels,
                           int width) {
    double least = 0, most = 0, span;

    for (size_t i = 0; i < levels->count; i++)
        if (is_known_at(pair, levels->level[i])) {
            double height = log(level_ratio(level_of(pair, pair->metric, levels->level[i]), 0));

            least = fmin(least, height);
            most = fmax(most, height);
        }
    span = fmax(most - least, log(2));
    return (struct bars){width / span, width, (int)lround(-least * width / span)};
}

static void fill(char letter, int count) {
    for (int i = 0; i < count; i++)
        putchar(letter);
}

/* At least one column from the margin on. */
static int length_of(const struct bars *bars, double height, double margin) {
    int length = (int)lround(fabs(height) * bars->scale);

    return length == 0 && fabs(height) >= log1p(margin) ? 1 : length;
}

static void print_bar(const struct bars *bars, const struct level *level, double margin) {
    double height = log(level_ratio(level, 0));
    char letter = is_undecided(level) ? '?' : '#';
    int length = length_of(bars, height, margin), right = bars->width - bars->left;

    length =
        length > (height < 0 ? bars->left : right) ? (height < 0 ? bars->left : right) : length;
    fill(' ', height < 0 ? bars->left - length : bars->left);
    style_print(fabs(height) < log1p(margin) ? STYLE_DIM : height > 0 ? STYLE_RED : STYLE_BLUE);
    fill(letter, height < 0 ? length : 0);
    style_print(STYLE_PLAIN);
    putchar('|');
    style_print(fabs(height) < log1p(margin) ? STYLE_DIM : height > 0 ? STYLE_RED : STYLE_BLUE);
    fill(letter, height < 0 ? 0 : length);
    style_print(STYLE_PLAIN);
}

/* The columns that print_bar() leaves free on the right. */
static int free_columns(const struct bars *bars, const struct level *level, double margin) {
    double height = log(level_ratio(level, 0));
    int right = bars->width - bars->left;

    return height < 0 ? right : right - (int)fmin(length_of(bars, height, margin), right);
}

/* --- rows ------------------------------------------------------------------------------------- */

static const char *number_text(const struct pair_answer *pair, int64_t concurrency,
                               char text[static UNITS_SIZE]) {
    const struct level *level = level_of(pair, METRIC_CPU, concurrency);

    if (!pair_answer_has_cpu(pair) || !level || !level_is_known(level))
        return "";
    figures_ratio(text, level_ratio(level, 0), 2);
    if (is_undecided(level))
        text_add(text, UNITS_SIZE, "?");
    return text;
}

/* Prints one set's part of a row; last: nothing follows, so no blanks at the end. */
static void print_cell(const struct pair_answer *pair, const struct bars *bars, int64_t concurrency,
                       int gap, bool last) {
    const struct level *level = level_of(pair, pair->metric, concurrency);
    char ratio[UNITS_SIZE], number[UNITS_SIZE];
    const char *beside = number_text(pair, concurrency, number);
    double margin = pair->comparisons[pair->metric].margin;
    bool known = level && level_is_known(level);

    if (!known) {
        printf("%-*s", last ? 0 : ratio_width + gap + bars->width + 2 + number_width,
               level ? "failed" : "not tested");
        return;
    }
    printf("%-*s%*s", ratio_width, figures_ratio(ratio, level_ratio(level, 0), 3), gap, "");
    print_bar(bars, level, margin);
    if (!*beside && last)
        return;
    fill(' ', free_columns(bars, level, margin) + 1);
    printf("%-*s", last ? 0 : number_width, beside);
}

/* "     ~ 670          | 5% slower from here (200 to 2,000)"; left of the axis if there is no room
 * at its right. */
static void print_mark(const struct pair_answer *pair, const struct bars *bars, int gap,
                       const struct place *place, bool is_crossing) {
    const struct comparison *comparison = &pair->comparisons[pair->metric];
    bool is_time = pair->metric != METRIC_CPU && pair->metric != METRIC_MEMORY;
    char estimate[UNITS_SIZE], level[UNITS_SIZE], percent[UNITS_SIZE], range[FIGURES_PLACE_SIZE];
    char text[2 * FIGURES_PLACE_SIZE] = "";
    bool open = isnan(place->low) && isnan(place->high);
    int before = ratio_width + gap + bars->left;

    snprintf(level, sizeof level, "~ %s",
             figures_level(estimate, figures_rounded(place->estimate, place->low, place->high)));
    if (is_crossing)
        text_add(text, sizeof text, "crossover");
    else
        text_add(text, sizeof text, "%s %s%s", figures_percent(percent, comparison->margin),
                 is_time ? "slower" : "more", pair->poor || open ? "" : " from here");
    if (pair->poor)
        text_add(text, sizeof text, ", not reliable");
    else if (!open)
        text_add(text, sizeof text, " (%s)", figures_range(range, comparison, place));
    printf("%*s   ", level_width, level);
    if (level_width + 3 + before + 2 + (int)strlen(text) <= style_columns())
        printf("%*s| %s\n", before, "", text);
    else
        printf("%*s |\n", before - 1, text);
}

/* Prints the marks that lie above the previous level and not above this one. */
static void print_marks(const struct pair_answer *pair, const struct bars *bars, int gap,
                        double after, double until) {
    const struct answer *answer = &pair->answers[pair->metric];
    const struct place *places[] = {answer->changes > 1 ? &answer->first : NULL, &answer->place};

    for (int i = 0; i < 2 && answer->is != ANSWER_IS_NONE; i++)
        if (places[i] && places[i]->status == PLACE_FOUND && places[i]->estimate > after &&
            places[i]->estimate <= until)
            print_mark(pair, bars, gap, places[i], answer->is == ANSWER_IS_CROSSING);
}

/* --- the table -------------------------------------------------------------------------------- */

/* One row for each model that fails: "  from 500   thread fails". */
static size_t failing(const struct pair_answer *pair, int which) {
    return pair->answers[METRIC_OVERHEAD].failure[which].from > 0;
}

static void print_failures(const struct pair_answer *pair) {
    for (int which = 0; which < 2; which++) {
        char level[UNITS_SIZE], from[2 * UNITS_SIZE];

        if (!failing(pair, which))
            continue;
        snprintf(from, sizeof from, "from %s",
                 units_count(level, pair->answers[METRIC_OVERHEAD].failure[which].from));
        printf("%*s   ", level_width, from);
        text_write(stdout, (which ? pair->pairing->b : pair->pairing->a)->model);
        printf(" fails\n");
    }
}

bool ratio_table_has_undecided(const struct pair_answer *pairs, size_t count,
                               const struct table_levels *levels) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < levels->count; k++) {
            const struct level *bar = level_of(&pairs[i], pairs->metric, levels->level[k]);
            const struct level *number = level_of(&pairs[i], METRIC_CPU, levels->level[k]);

            if ((bar && is_undecided(bar)) ||
                (pair_answer_has_cpu(pairs) && number && is_undecided(number)))
                return true;
        }
    return false;
}

size_t ratio_table_lines(const struct pair_answer *pairs, size_t count,
                         const struct table_levels *levels) {
    const struct answer *answer = &pairs->answers[pairs->metric];
    size_t marks = 0;

    if (count > 1)
        return 2 + levels->count;
    if (answer->is != ANSWER_IS_NONE)
        marks = (answer->place.status == PLACE_FOUND) +
                (answer->changes > 1 && answer->first.status == PLACE_FOUND);
    return 1 + levels->count + marks + failing(pairs, 0) + failing(pairs, 1);
}

static void print_heading(const struct pair_answer *pairs, size_t count,
                          const struct table_levels *levels, int bar) {
    static const char *const words[METRIC_COUNT] = {
        [METRIC_OVERHEAD] = "time", [METRIC_STEADY] = "time",         [METRIC_CPU] = "CPU",
        [METRIC_MEMORY] = "memory", [METRIC_P99] = "99th percentile",
    };
    bool numbers = pair_answer_has_cpu(pairs);
    size_t room = (size_t)(numbers ? ratio_width + 4 + bar : style_columns() - level_width - 3);
    const char *undecided =
        ratio_table_has_undecided(pairs, count, levels) ? " (?: undecided)" : "";
    char title[512] = "";

    text_add(title, sizeof title, "%s, %s / %s%s", words[pairs->metric], pairs->pairing->a->model,
             pairs->pairing->b->model, undecided);
    if (strlen(title) > room) { /* the sentences have the rest */
        *title = 0;
        text_add(title, sizeof title, "%s%s, %s / %s", words[pairs->metric], undecided,
                 pairs->pairing->a->model, pairs->pairing->b->model);
    }
    text_plain(title, room + 1, title);
    if (numbers)
        printf("%*s   %-*s CPU\n", level_width, "tasks", ratio_width + 4 + bar, title);
    else
        printf("%*s   %s\n", level_width, "tasks", title);
}

static void print_single(const struct pair_answer *pair, const struct table_levels *levels) {
    enum { gap = 3 };
    int wide = single_bar + style_columns() - 80;
    struct bars bars = bars_of(pair, levels, wide);
    char level[UNITS_SIZE];
    double before = 0;

    print_heading(pair, 1, levels, wide);
    for (size_t i = 0; i < levels->count; i++) {
        print_marks(pair, &bars, gap, before, (double)levels->level[i]);
        printf("%*s   ", level_width, units_count(level, levels->level[i]));
        print_cell(pair, &bars, levels->level[i], gap, true);
        printf("\n");
        before = (double)levels->level[i];
    }
    print_marks(pair, &bars, gap, before, INFINITY);
    print_failures(pair);
}

/* What stands above one of two sets, in at most `room` columns: its label, and with it, if there is
 * room, that it is not reliable, or the models. */
static const char *title_of(const struct pair_answer *pair, const char *label, bool models,
                            size_t room, char title[static 256]) {
    *title = 0;
    text_add(title, 256, "%s", label);
    if (pair->poor)
        text_add(title, 256, ", not reliable");
    else if (models)
        text_add(title, 256, ": %s / %s", pair->pairing->a->model, pair->pairing->b->model);
    if (strlen(title) > room) {
        *title = 0;
        text_add(title, 256, "%s", label);
    }
    return text_plain(title, room < 255 ? room + 1 : 256, title);
}

static void print_double(const struct pair_answer *pairs, const char *const *labels,
                         const struct table_levels *levels) {
    enum { gap = 2, part = ratio_width + gap + 1 + double_bar + 1, left = part + number_width };
    struct bars bars[2] = {bars_of(&pairs[0], levels, double_bar),
                           bars_of(&pairs[1], levels, double_bar)};
    bool numbers = pair_answer_has_cpu(pairs);
    char title[256], other[256], level[UNITS_SIZE];

    printf("%*s   %-*s%s\n", level_width, "", left,
           title_of(&pairs[0], labels[0], true, left - 1, title),
           title_of(&pairs[1], labels[1], false, 80 - level_width - 3 - left, other));
    printf("%*s   %-*s%-*s%-*s%s\n", level_width, "tasks", part,
           pairs->metric == METRIC_OVERHEAD ? "time" : "ratio", number_width, numbers ? "CPU" : "",
           numbers ? part : 0, pairs->metric == METRIC_OVERHEAD ? "time" : "ratio",
           numbers ? "CPU" : "");
    for (size_t i = 0; i < levels->count; i++) {
        printf("%*s   ", level_width, units_count(level, levels->level[i]));
        print_cell(&pairs[0], &bars[0], levels->level[i], gap, false);
        print_cell(&pairs[1], &bars[1], levels->level[i], gap, true);
        printf("\n");
    }
}

void ratio_table_print(const struct pair_answer *pairs, const char *const *labels, size_t count,
                       const struct table_levels *levels) {
    if (levels->count == 0)
        print_failures(pairs);
    else if (count > 1)
        print_double(pairs, labels, levels);
    else
        print_single(pairs, levels);
}
