#include "analysis/report/change_closing.h"

#include "analysis/report/next.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { screen_columns = 80 };

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
    if (set->judged && !set->names.poor)
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

/* With fewer than three sweeps per side, nothing shows how much sweeps differ from one another. */
static const char *sweeps_note(const struct change_set *set) {
    enum { enough = 3 };
    size_t before = count_sweeps(set->groups[0], enough);
    size_t after = count_sweeps(set->groups[1], enough);

    if (before >= enough && after >= enough)
        return NULL;
    return before == 1 && after == 1
               ? "one sweep per side: a change below 5% may come from the machine"
               : "fewer than three sweeps per side: a change below 5% may come from the machine";
}

static void add_item(struct closing *closing, const char *item, size_t *told) {
    if (item)
        closing_add(closing, "%s%s", (*told)++ ? "; " : " (", item);
}

static void end_items(struct closing *closing, size_t told) {
    closing_add(closing, told ? ")" : "");
}

/* A reason that both sides share comes last. Where trust is poor, the sentences give the reason. */
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

/* A list of all models, if there are more than those of the pair; else NULL. */
static const char *models_of(const struct change_set *set, char list[static 512]) {
    *list = 0;
    for (size_t i = 0; i < set->count; i++)
        text_add(list, 512, "%s%s", i ? "," : "", set->changes[set->request->metric][i].model);
    return set->count > 2 ? list : NULL;
}

/* The preset `quick`, if it would raise the trust of a side; then for both sides. */
static bool wants_preset(const struct change_set *set, const char *models,
                         struct next next[static 2]) {
    for (int poor = 0; poor < 2; poor++) {
        struct pair_answer pair = set->pairs[poor]; /* with the conditions of either side */

        for (int i = 0; i < 2 && pair.poor; i++) {
            struct request request = *set->request;

            request.db = set->sides[i].file;
            pair.pairing = set->pairings[i];
            next[i] = next_of(&pair, &request, false, models);
            if (!set->sides[i].label)
                continue;
            text_add(next[i].command, sizeof next[i].command, " --label=");
            text_add_word(next[i].command, sizeof next[i].command, set->sides[i].label);
        }
        if (pair.poor && strstr(next[0].command, " --preset="))
            return true;
    }
    return false;
}

static void find_next(const struct change_set *set, struct next next[static 2]) {
    char list[512];
    const char *models = models_of(set, list);

    if (wants_preset(set, models, next))
        return;
    for (int i = 0; i < 2; i++) {
        struct request request = *set->request;

        request.db = set->sides[i].file;
        next[i] =
            next_again(&set->pairs[i], &set->pairs[!i], &request, models, set->sides[i].label);
        next[i].seconds *= (double)set->count / 2;
    }
}

/* More trials on both sides, at the same levels; where trust is poor, perhaps other ones. Neither a
 * sweep nor another machine can get more of them from here. */
static void add_next(const struct change_set *set, struct closing *closing) {
    bool poor = set->pairs[0].poor || set->pairs[1].poor;
    bool same = !strcmp(set->sides[0].name, set->sides[1].name);
    struct next next[2];
    char duration[UNITS_SIZE];

    if (!set->has_pair || !set->sides[0].grows || !set->sides[1].grows)
        return;
    find_next(set, next);
    if (!*next[0].command || !*next[1].command)
        return;
    closing_add(closing, " %s, %s:", poor ? "For a reliable comparison" : "More trials of both",
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

/* --- all together ----------------------------------------------------------------------------- */

struct closing change_closing_of(const struct change_set *set, bool undecided) {
    struct closing closing = {.text = ""};

    add_conditions(set, &closing);
    add_counts(set, undecided, &closing);
    add_trust(set, &closing);
    add_next(set, &closing);
    return closing;
}
