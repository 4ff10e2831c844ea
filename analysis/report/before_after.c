#include "analysis/report/before_after.h"

#include "analysis/render/paragraph.h"
#include "analysis/report/change_sentences.h"
#include "analysis/report/change_table.h"
#include "analysis/report/closing.h"
#include "analysis/report/difference.h"
#include "analysis/report/next.h"
#include "analysis/report/omissions.h"
#include "analysis/words/conditions_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { screen_lines = 24, screen_columns = 80 };

/* --- what it is based on ---------------------------------------------------------------------- */

/* The trials of one side: those that ran, and those that failed. */
static void count_trials(const struct group *group, int64_t *trials, int64_t *failed) {
    *trials = *failed = 0;
    for (size_t i = 0; i < group->count; i++)
        for (size_t k = 0; k < group->curves[i].count; k++) {
            *trials += group->curves[i].cells[k].trials + group->curves[i].cells[k].failed;
            *failed += group->curves[i].cells[k].failed;
        }
}

static void add_counts(const struct change_set *set, bool undecided, struct closing *closing) {
    int64_t trials[2], failed[2];
    char one[UNITS_SIZE], other[UNITS_SIZE];

    for (int i = 0; i < 2; i++)
        count_trials(set->groups[i], &trials[i], &failed[i]);
    closing_add(closing, " %s trials against %s", units_count(one, trials[0]),
                units_count(other, trials[1]));
    if (failed[0] + failed[1] > 0)
        closing_add(closing, ", %s and %s of them failed", units_count(one, failed[0]),
                    units_count(other, failed[1]));
    if (set->judged)
        closing_add(closing, ", 95%% ranges%s", undecided ? " (?: undecided)" : "");
    closing_add(closing, ".");
}

static void add_conditions(const struct change_set *set, struct closing *closing) {
    const struct conditions *before = &set->groups[0]->conditions;
    const struct conditions *after = &set->groups[1]->conditions;
    char conditions[CONDITIONS_TEXT_SIZE];

    closing_add(closing, "%s.", conditions_text(after, NULL, conditions));
    if (!conditions_same(before, after, PART_PLACE))
        closing_add(closing, " Recorded on different machines, or with other CPUs, which may "
                             "explain a difference.");
}

/* --- trust ------------------------------------------------------------------------------------ */

/* Why trust is fair, unless that concerns only where the models cross. */
static const char *reason_of(const struct pair_answer *pair) {
    for (size_t i = 0; i < pair->trust.count; i++) {
        const struct finding *finding = &pair->trust.findings[i];

        if (finding->weight == WEIGHT_FAIR && finding->warning != &warnings[WARNING_FEW])
            return finding->clause;
    }
    return NULL;
}

/* How many sweeps the trials of a group come from; counted up to `most`. */
static size_t count_sweeps(const struct group *group, size_t most) {
    int64_t seen[8];
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        for (size_t k = 0; k < group->curves[i].count; k++)
            for (size_t f = 0; f < group->curves[i].cells[k].figure_count && count < most; f++) {
                int64_t sweep = group->curves[i].cells[k].figures[f].sweep;
                size_t at = 0;

                while (at < count && seen[at] != sweep)
                    at++;
                if (at == count)
                    seen[count++] = sweep;
            }
    return count;
}

/* Below three sweeps a side nothing tells how much one differs from the next. */
static const char *sweeps_note(const struct change_set *set) {
    enum { enough = 3 };
    size_t before = count_sweeps(set->groups[0], enough);
    size_t after = count_sweeps(set->groups[1], enough);

    if (before >= enough && after >= enough)
        return NULL;
    return before == 1 && after == 1
               ? "one sweep a side: less than 5% may be the machine"
               : "fewer than three sweeps a side: less than 5% may be the machine";
}

static void add_item(struct closing *closing, const char *item, size_t *told) {
    if (item)
        closing_add(closing, "%s%s", (*told)++ ? "; " : " (", item);
}

static void end_items(struct closing *closing, size_t told) {
    closing_add(closing, told ? ")" : "");
}

/* A reason that both sides share stands at the end. Of poor trust the sentences have it. */
static void add_trust(const struct change_set *set, struct closing *closing) {
    const char *reasons[2];
    bool shared;
    size_t told = 0;

    for (int i = 0; i < 2; i++)
        reasons[i] = set->pairs[i].poor ? NULL : reason_of(&set->pairs[i]);
    shared = reasons[0] && reasons[1] && !strcmp(reasons[0], reasons[1]);
    closing_add(closing, " Trust: %s in %s", set->pairs[0].trust.word, set->names.before);
    add_item(closing, shared ? NULL : reasons[0], &told);
    end_items(closing, told);
    told = 0;
    closing_add(closing, ", %s in %s", set->pairs[1].trust.word, set->names.after);
    add_item(closing, reasons[1], &told);
    add_item(closing, set->judged ? sweeps_note(set) : NULL, &told);
    end_items(closing, told);
    closing_add(closing, ".");
}

/* --- what would help -------------------------------------------------------------------------- */

static struct next next_of_side(const struct change_set *set, int i, bool poor) {
    struct request request = *set->request;
    struct next next;

    request.db = set->sides[i].file;
    next = poor ? next_of(&set->pairs[i], &request, false, NULL)
                : next_again(&set->pairs[i], &request);
    if (set->sides[i].label) {
        text_add(next.command, sizeof next.command, " --label=");
        text_add_word(next.command, sizeof next.command, set->sides[i].label);
    }
    return next;
}

/* More trials on both sides, at the same levels; where trust is poor, other ones. Neither a sweep
 * nor another machine can get more of them from here. */
static void add_next(const struct change_set *set, struct closing *closing) {
    bool poor = set->pairs[0].poor || set->pairs[1].poor;
    bool same = !strcmp(set->sides[0].name, set->sides[1].name);
    struct next next[2];
    char duration[UNITS_SIZE];

    if (!set->has_pair || !set->sides[0].grows || !set->sides[1].grows)
        return;
    for (int i = 0; i < 2; i++) {
        next[i] = next_of_side(set, i, set->pairs[i].poor);
        if (!*next[i].command || next[i].seconds <= 0)
            return;
    }
    closing_add(closing, " %s, %s:", poor ? "For a reliable comparison" : "More of both",
                next_duration(duration, next[0].seconds + (same ? 0 : next[1].seconds)));
    if (same) {
        closing_add_line(closing, "  %s", next[0].command);
    } else if (strlen(next[0].command) + strlen(next[1].command) + 6 <= screen_columns) {
        closing_add_line(closing, "  %s && %s", next[0].command, next[1].command);
    } else {
        closing_add_line(closing, "  %s", next[0].command);
        closing_add_line(closing, "  %s", next[1].command);
    }
}

/* --- the screen of one set of conditions ------------------------------------------------------ */

static struct closing closing_of(const struct change_set *set, bool undecided) {
    struct closing closing = {.text = ""};

    add_conditions(set, &closing);
    add_counts(set, undecided, &closing);
    add_trust(set, &closing);
    add_next(set, &closing);
    return closing;
}

static void print_table(const struct change_set *set, const struct change_sentences *sentences) {
    struct closing closing = closing_of(set, true);
    size_t others = change_sentences_lines(sentences) + 3 + closing_lines(&closing);
    size_t most = others + 2 >= screen_lines                  ? 2
                  : screen_lines - others < TABLE_LEVELS_MOST ? screen_lines - others
                                                              : TABLE_LEVELS_MOST;
    struct table_levels levels = change_table_levels(set, most);

    printf("\n");
    change_table_print(set, &levels);
    closing = closing_of(set, change_table_has_undecided(set, &levels));
    printf("\n");
    closing_print(&closing);
}

static void print_screen(const struct change_set *set) {
    struct change_sentences sentences = change_sentences_make(set);
    struct closing closing;

    if (set->request->quiet) {
        change_sentences_print_plain(&sentences);
    } else {
        change_sentences_print(&sentences);
        if (change_set_has_levels(set)) {
            print_table(set, &sentences);
        } else {
            closing = closing_of(set, false);
            printf("\n");
            closing_print(&closing);
        }
    }
    change_sentences_free(&sentences);
}

/* --- both histories --------------------------------------------------------------------------- */

static const struct group *find_alike(const struct pivot *pivot, const struct group *group) {
    for (size_t i = 0; i < pivot->count; i++)
        if (conditions_same(&pivot->groups[i].conditions, &group->conditions,
                            PART_DESIGN | PART_SLEEP | PART_WORK))
            return &pivot->groups[i];
    return NULL;
}

static int compare_groups(const struct side *sides, const struct group *after,
                          const struct request *request, struct table *rows,
                          enum judgement *judgement, struct err *err) {
    struct change_set set;
    int result =
        change_set_make(sides, find_alike(&sides[0].pivot, after), after, request, &set, err);

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
    bool as_rows = request->format != FORMAT_TABLE;
    struct table *rows =
        as_rows ? table_begin(request->format, difference_names, DIFFERENCE_COLUMNS) : NULL;
    bool first = true;
    int result = 0;

    for (size_t i = 0; i < sides[1].pivot.count && !result; i++) {
        const struct group *after = &sides[1].pivot.groups[i];

        if (!find_alike(&sides[0].pivot, after))
            continue;
        if (!first && !as_rows)
            printf("\n");
        first = false;
        result = compare_groups(sides, after, request, rows, judgement, err);
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
