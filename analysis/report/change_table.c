#include "analysis/report/change_table.h"

#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { columns_most = 2, level_width = 10, ratio_width = 7, column_least = 28, column_widest = 39 };

static bool has_changed(const struct model_change *change) {
    return verdict_is_worse(change->verdict) || verdict_is_better(change->verdict);
}

/* The model of column i: of more than two, first those that changed. */
static const struct model_change *column(const struct change_set *set, size_t i) {
    const struct model_change *changes = set->changes[set->request->metric];

    if (set->count <= columns_most)
        return &changes[i];
    for (int changed = 1; changed >= 0; changed--)
        for (size_t k = 0; k < set->count; k++)
            if (has_changed(&changes[k]) == changed && i-- == 0)
                return &changes[k];
    return changes;
}

static size_t columns_of(const struct change_set *set) {
    return set->count < columns_most ? set->count : columns_most;
}

/* --- which levels ----------------------------------------------------------------------------- */

static const struct change_level *level_of(const struct model_change *change, int64_t level) {
    for (size_t i = 0; i < change->change.count; i++)
        if (llround(change->change.levels[i].level) == level)
            return &change->change.levels[i];
    return NULL;
}

static bool is_known(const struct change_set *set, int64_t level) {
    for (size_t i = 0; i < columns_of(set); i++)
        if (level_of(column(set, i), level))
            return true;
    return false;
}

/* The known level next to a concurrency; 0: none. */
static int64_t neighbour(const struct change_set *set, double concurrency, bool above) {
    int64_t found = 0;

    for (size_t i = 0; i < columns_of(set); i++)
        for (size_t k = 0; k < column(set, i)->change.count; k++) {
            double level = column(set, i)->change.levels[k].level;

            if (above && level >= concurrency && (!found || level < (double)found))
                found = llround(level);
            if (!above && level <= concurrency && level > (double)found)
                found = llround(level);
        }
    return found;
}

/* Adds a level unless it is there already, is unknown, or there is no room. */
static void add(const struct change_set *set, int64_t level, size_t most,
                struct table_levels *levels) {
    size_t at = 0;

    while (at < levels->count && levels->level[at] < level)
        at++;
    if (!is_known(set, level) || levels->count == most ||
        (at < levels->count && levels->level[at] == level))
        return;
    memmove(&levels->level[at + 1], &levels->level[at],
            (levels->count - at) * sizeof *levels->level);
    levels->level[at] = level;
    levels->count++;
}

static void add_named(const struct change_set *set, size_t most, struct table_levels *levels) {
    for (size_t i = 0; i < columns_of(set); i++)
        for (int sign = 1; sign >= -1; sign -= 2) {
            struct named_levels named = model_change_named(column(set, i), sign);

            for (size_t k = 0; k < named.count; k++)
                add(set, llround(named.level[k]->level), most, levels);
        }
    for (int i = 0; i < 2 && set->has_pair; i++) {
        const struct answer *answer = change_set_answer(set, i);

        if (answer->is == ANSWER_IS_NONE || isnan(answer->place.estimate))
            continue;
        add(set, neighbour(set, answer->place.estimate, false), most, levels);
        add(set, neighbour(set, answer->place.estimate, true), most, levels);
    }
}

/* The level closest to the middle of the widest gap (in ln c) that has one inside; 0: none. */
static int64_t middle_of_widest_gap(const struct change_set *set,
                                    const struct table_levels *levels) {
    double widest = 0;
    int64_t middle = 0;

    for (size_t g = 0; g + 1 < levels->count; g++) {
        double low = (double)levels->level[g], high = (double)levels->level[g + 1];
        double centre = sqrt(low * high);
        int64_t below = neighbour(set, centre, false), above = neighbour(set, centre, true);
        bool inside = (double)below > low || (double)above < high;

        if (!inside || high / low <= widest)
            continue;
        widest = high / low;
        middle = (double)below > low && (!((double)above < high) ||
                                         centre / (double)below < (double)above / centre)
                     ? below
                     : above;
    }
    return middle;
}

struct table_levels change_table_levels(const struct change_set *set, size_t most) {
    struct table_levels levels = {.count = 0};
    int64_t middle;

    add(set, neighbour(set, 0, true), most, &levels);
    add(set, neighbour(set, INFINITY, false), most, &levels);
    add_named(set, most, &levels);
    while (levels.count < most && (middle = middle_of_widest_gap(set, &levels)) > 0)
        add(set, middle, most, &levels);
    return levels;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool is_undecided(const struct change_set *set, const struct change_level *level) {
    return set->judged && !level->counts && fabs(log(level->ratio)) >= log1p(set->request->margin);
}

bool change_table_has_undecided(const struct change_set *set, const struct table_levels *levels) {
    for (size_t i = 0; i < columns_of(set); i++)
        for (size_t k = 0; k < levels->count; k++) {
            const struct change_level *level = level_of(column(set, i), levels->level[k]);

            if (level && is_undecided(set, level))
                return true;
        }
    return false;
}

static bool fails_at(const struct group *group, const char *model, int64_t level) {
    const struct curve *curve = group_curve(group, model);

    for (size_t i = 0; curve && i < curve->count; i++)
        if (curve->cells[i].concurrency == level)
            return curve->cells[i].trials == 0 && curve->cells[i].failed > 0;
    return false;
}

/* The text where a side has no figure. */
static const char *absence(const struct change_set *set, const char *model, int64_t level) {
    return fails_at(set->groups[1], model, level)   ? "fails"
           : fails_at(set->groups[0], model, level) ? "failed before"
                                                    : "-";
}

/* "1.09   slower" */
static void print_cell(const struct change_set *set, const struct model_change *change,
                       int64_t concurrency, int width) {
    const struct change_level *level = level_of(change, concurrency);
    const struct metric_facts *facts = &metrics[change->metric];
    char ratio[UNITS_SIZE], text[3 * UNITS_SIZE] = "";

    if (level) {
        figures_ratio(ratio, level->ratio, 3);
        if (is_undecided(set, level))
            text_add(ratio, sizeof ratio, "?");
        snprintf(text, sizeof text, "%s", ratio);
        if (set->judged && level->counts)
            snprintf(text, sizeof text, "%-*s%s", ratio_width, ratio,
                     level->counts > 0 ? facts->more : facts->less);
    }
    printf("%-*s", width, level ? text : absence(set, change->model, concurrency));
}

/* "thread, after / before", of at most `most` columns. */
static const char *title_of(const struct model_change *change, size_t most,
                            char title[static 256]) {
    *title = 0;
    text_add(title, 256, "%s, after / before", change->model);
    return text_plain(title, most + 1, title);
}

/* Of the first column: room for its title, as long as the second has some as well. */
static int width_of(const struct change_set *set) {
    char title[256];
    int needed = (int)strlen(title_of(column(set, 0), column_widest, title)) + 2;

    return needed < column_least ? column_least : needed < column_widest ? needed : column_widest;
}

static void print_heading(const struct change_set *set, int width) {
    size_t columns = columns_of(set);
    char title[256];

    printf("%*s   ", level_width, "tasks");
    if (columns > 1)
        printf("%-*s", width, title_of(column(set, 0), (size_t)width - 1, title));
    else
        width = 0;
    printf("%s\n", title_of(column(set, columns - 1), (size_t)(67 - width), title));
}

void change_table_print(const struct change_set *set, const struct table_levels *levels) {
    char number[UNITS_SIZE];
    int width = width_of(set);

    print_heading(set, width);
    for (size_t k = 0; k < levels->count; k++) {
        printf("%*s   ", level_width, units_count(number, levels->level[k]));
        for (size_t i = 0; i < columns_of(set); i++)
            print_cell(set, column(set, i), levels->level[k], i + 1 < columns_of(set) ? width : 0);
        printf("\n");
    }
}
