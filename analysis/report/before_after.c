#include "analysis/report/before_after.h"

#include "analysis/report/change_closing.h"
#include "analysis/report/change_sentences.h"
#include "analysis/report/change_table.h"
#include "analysis/report/difference.h"
#include "analysis/report/omissions.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { screen_lines = 24 };

/* --- the screen of one set of conditions ------------------------------------------------------ */

/* How many rows a table can have; 0: there is no room for one. */
static size_t rows_left(const struct change_sentences *sentences, const struct closing *closing) {
    size_t others = change_sentences_lines(sentences) + 3 + closing_lines(closing);

    if (others + 2 > screen_lines)
        return 0;
    return screen_lines - others < TABLE_LEVELS_MOST ? screen_lines - others : TABLE_LEVELS_MOST;
}

static void print_below(const struct change_set *set, const struct change_sentences *sentences) {
    struct closing closing = change_closing_of(set, true);
    struct table_levels levels = change_table_levels(set, rows_left(sentences, &closing));

    if (levels.count > 0) {
        printf("\n");
        change_table_print(set, &levels);
    }
    closing = change_closing_of(set, change_table_has_undecided(set, &levels));
    printf("\n");
    closing_print(&closing);
}

static void print_screen(const struct change_set *set) {
    struct change_sentences sentences = change_sentences_make(set, true);
    struct closing closing = change_closing_of(set, true);

    if (set->request->quiet) {
        change_sentences_print_plain(&sentences);
    } else {
        if (change_sentences_lines(&sentences) + 1 + closing_lines(&closing) > screen_lines) {
            change_sentences_free(&sentences);
            sentences = change_sentences_make(set, false);
        }
        change_sentences_print(&sentences);
        print_below(set, &sentences);
    }
    change_sentences_free(&sentences);
}

/* --- both histories --------------------------------------------------------------------------- */

/* The set that was measured alike: if there are several, the one of the same place. */
static const struct group *find_alike(const struct pivot *pivot, const struct group *group) {
    static const int design = PART_DESIGN | PART_SLEEP | PART_WORK;
    const int parts[] = {PART_ALL, design | PART_PLACE, design};

    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        for (size_t i = 0; i < pivot->count; i++)
            if (conditions_same(&pivot->groups[i].conditions, &group->conditions, parts[k]))
                return &pivot->groups[i];
    return NULL;
}

/* The first other set that both sides have; NULL: none. */
static const struct group *other_set(const struct side *sides, const struct group *own) {
    for (size_t i = 0; i < sides[1].pivot.count; i++) {
        const struct group *group = &sides[1].pivot.groups[i];

        if (group != own && find_alike(&sides[0].pivot, group))
            return group;
    }
    return NULL;
}

static int compare_groups(const struct side *sides, const struct group *const *groups,
                          const struct request *request, struct table *rows,
                          enum judgement *judgement, struct err *err) {
    struct change_set set;
    int result = change_set_make(sides, groups, other_set(sides, groups[1]), request, &set, err);

    if (!result) {
        enum judgement own = change_set_judgement(&set);

        if (rows)
            difference_add(rows, &set);
        else
            print_screen(&set);
        *judgement = own > *judgement ? own : *judgement;
    }
    change_set_free(&set);
    return result;
}

static int compare_all(const struct side *sides, const struct request *request,
                       enum judgement *judgement, struct err *err) {
    bool as_rows = request->format != FORMAT_TABLE, first = true;
    struct table *rows =
        as_rows ? table_begin(request->format, difference_names, DIFFERENCE_COLUMNS) : NULL;
    struct pivot shown =
        as_rows ? sides[1].pivot : omissions_conditions(&sides[1].pivot, "--format=csv");
    int result = 0;

    for (size_t i = 0; i < shown.count && !result; i++) {
        const struct group *after = &shown.groups[i];
        const struct group *groups[] = {find_alike(&sides[0].pivot, after), after};

        if (!groups[0])
            continue;
        if (!first && !as_rows && !request->quiet)
            printf("\n");
        first = false;
        result = compare_groups(sides, groups, request, rows, judgement, err);
    }
    if (rows)
        table_end(rows);
    return result;
}

static bool are_any_alike(const struct side *sides) {
    for (size_t i = 0; i < sides[1].pivot.count; i++)
        if (find_alike(&sides[0].pivot, &sides[1].pivot.groups[i]))
            return true;
    return false;
}

static int compare_sides(const struct side *sides, const struct request *request,
                         enum judgement *judgement, struct err *err) {
    if (!are_any_alike(sides))
        return err_set(err, ERR_USAGE,
                       "--compare: the settings of '%s' and '%s' differ (kind, sleep, work, tasks, "
                       "phase, timer slack, queue ...), so they cannot be compared",
                       sides[0].name, sides[1].name);
    for (int i = 0; i < 2; i++) {
        omissions_unsound(&sides[i].selection);
        if (selection_keep(sides[i].db, "trial_conditions", err))
            return -1;
    }
    *judgement = JUDGED_WELL;
    return compare_all(sides, request, judgement, err);
}

int compare_histories(const struct request *request, enum judgement *judgement, struct err *err) {
    const char *comma = strchr(request->compare, ',');
    struct side sides[2] = {{0}};
    int result;

    if (!comma || comma == request->compare || !comma[1])
        return err_set(err, ERR_USAGE,
                       "--compare: '%s' does not name two; give two of sweep:N, label:TEXT, "
                       "machine:ID or a file, such as sweep:1,sweep:2",
                       request->compare);
    sides[0].name = memory_text("%.*s", (int)(comma - request->compare), request->compare);
    sides[1].name = memory_copy_text(comma + 1);
    result = side_read(request, &sides[0], err) || side_read(request, &sides[1], err) ||
                     compare_sides(sides, request, judgement, err)
                 ? -1
                 : 0;
    side_free(&sides[0]);
    side_free(&sides[1]);
    return result;
}
