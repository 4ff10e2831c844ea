#include "analysis/report/change_table.h"

#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { columns_most = 2, level_width = 10, ratio_width = 7, column_width = 28 };

static const struct model_change *changes_of(const struct change_set *set) {
    return set->changes[set->request->metric];
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
        if (level_of(&changes_of(set)[i], level))
            return true;
    return false;
}

/* The known level next to a concurrency; 0: none. */
static int64_t neighbour(const struct change_set *set, double concurrency, bool above) {
    int64_t found = 0;

    for (size_t i = 0; i < columns_of(set); i++)
        for (size_t k = 0; k < changes_of(set)[i].change.count; k++) {
            double level = changes_of(set)[i].change.levels[k].level;

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
            struct named_levels named = model_change_named(&changes_of(set)[i], sign);

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
            const struct change_level *level = level_of(&changes_of(set)[i], levels->level[k]);

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

/* What stands where a side has no figure. */
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

static void print_heading(const struct change_set *set) {
    size_t columns = columns_of(set);

    printf("%*s   ", level_width, "tasks");
    for (size_t i = 0; i < columns; i++) {
        char title[256] = "";

        text_add(title, sizeof title, "%s, after / before", changes_of(set)[i].model);
        text_plain(title, sizeof title, title);
        if (i + 1 < columns)
            printf("%-*.*s", column_width, column_width - 1, title);
        else
            printf("%.*s\n", 80 - level_width - 3 - (int)i * column_width, title);
    }
}

void change_table_print(const struct change_set *set, const struct table_levels *levels) {
    char number[UNITS_SIZE];

    print_heading(set);
    for (size_t k = 0; k < levels->count; k++) {
        printf("%*s   ", level_width, units_count(number, levels->level[k]));
        for (size_t i = 0; i < columns_of(set); i++)
            print_cell(set, &changes_of(set)[i], levels->level[k],
                       i + 1 < columns_of(set) ? column_width : 0);
        printf("\n");
    }
}
