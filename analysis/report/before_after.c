#include "analysis/report/before_after.h"

#include "analysis/compare/comparison.h"
#include "analysis/dataset/selection.h"
#include "analysis/render/paragraph.h"
#include "analysis/report/difference.h"
#include "analysis/report/omissions.h"
#include "analysis/words/conditions_text.h"
#include "base/memory.h"
#include "base/units.h"
#include "record/record.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One of the two histories. */
struct side {
    char *name; /* as the user wrote it */
    struct db *db;
    struct selection selection;
    struct pivot pivot;
};

/* --- reading a side --------------------------------------------------------------------------- */

static const char *behind(const char *text, const char *prefix) {
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) ? NULL : text + length;
}

static int choose_label(struct side *side, const char *label, struct filter *own, struct err *err) {
    struct statement *statement =
        db_prepare(side->db, sql_find(sql_statements, "sweeps_of_label"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":label", label);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        filter_add_sweep(own, column_integer(statement, 0));
    statement_free(statement);
    if (own->sweep_count == 0 && step != STEP_ERROR)
        return err_set(err, ERR_USAGE, "--compare: no sweep in '%s' has the label '%s'",
                       db_path(side->db), label);
    return step == STEP_ERROR ? -1 : 0;
}

/* Adds to `own` what the side names: sweeps or a machine. Returns -1 and sets *err on failure. */
static int choose(struct side *side, struct filter *own, struct err *err) {
    const char *sweep = behind(side->name, "sweep:"), *label = behind(side->name, "label:");
    const char *machine = behind(side->name, "machine:");

    int64_t id;

    if (sweep && units_parse_count(sweep, &id))
        return err_set(err, ERR_USAGE, "--compare: '%s' is not a sweep; give one such as sweep:12",
                       side->name);
    if (sweep)
        filter_add_sweep(own, id);
    if (label && choose_label(side, label, own, err))
        return -1;
    if (sweep || label || machine)
        own->scope = SCOPE_ALL;
    if (machine)
        own->machine = machine;
    return 0;
}

static int read_side(const struct request *request, struct side *side, struct err *err) {
    struct filter own = request->filter;
    const char *file = request->db;
    int result;

    own.sweeps = NULL;
    own.sweep_count = 0;
    if (!behind(side->name, "sweep:") && !behind(side->name, "label:") &&
        !behind(side->name, "machine:"))
        file = side->name;
    side->db = store_open_reading(file, err);
    if (!side->db)
        return err->kind ? -1 : err_set(err, ERR_USAGE, "'%s' has no trials", file);
    result = schema_temporary_views(side->db, err) || choose(side, &own, err) ||
             selection_make(side->db, &own, &side->selection, err);
    free(own.sweeps);
    if (result)
        return -1;
    if (side->selection.trials == 0)
        return err_set(err, ERR_USAGE, "--compare: '%s' chooses no trials of '%s'", side->name,
                       file);
    return pivot_read(side->db, request->metric == METRIC_P99, &side->pivot, err);
}

static void side_free(struct side *side) {
    pivot_free(&side->pivot);
    if (side->db)
        db_close(side->db);
    free(side->name);
}

/* --- both histories --------------------------------------------------------------------------- */

static const struct group *find_alike(const struct pivot *pivot, const struct group *group) {
    for (size_t i = 0; i < pivot->count; i++)
        if (conditions_same(&pivot->groups[i].conditions, &group->conditions,
                            PART_DESIGN | PART_SLEEP | PART_WORK))
            return &pivot->groups[i];
    return NULL;
}

static void print_head(const struct side *sides, const struct group *before,
                       const struct group *after) {
    char conditions[CONDITIONS_TEXT_SIZE], text[2 * PARAGRAPH_SIZE];

    conditions_text(&after->conditions, NULL, conditions);
    snprintf(text, sizeof text, "%s before, %s after%s%s", sides[0].name, sides[1].name,
             paragraph_separator(), conditions);
    paragraph_print(NULL, text);
    if (!conditions_same(&before->conditions, &after->conditions, PART_PLACE))
        paragraph_print(
            NULL,
            "Recorded on different machines, or with other CPUs, which may explain a difference.");
}

/* Two histories, and the output: rows or, if NULL, sentences. */
struct both {
    const struct side *sides;
    struct pairing *pairings[2];
    size_t counts[2];
    const struct request *request;
    struct table *rows;
};

static bool compare_groups(const struct both *both, const struct group *before,
                           const struct group *after) {
    const struct pairing *old = both->pairings[0], *new = both->pairings[1];
    char conditions[CONDITIONS_TEXT_SIZE];
    bool regressed = false;

    if (!both->rows)
        print_head(both->sides, before, after);
    conditions_text(&after->conditions, NULL, conditions);
    for (size_t i = 0; i < after->count; i++) {
        const struct curve *curve = group_curve(before, after->curves[i].model);

        if (curve)
            regressed |= difference_of_model(curve, &after->curves[i], both->request->metric,
                                             conditions, both->rows);
    }
    for (size_t i = 0; i < both->counts[1]; i++)
        for (size_t j = 0; j < both->counts[0]; j++)
            if (new[i].group == after && old[j].group == before &&
                !strcmp(new[i].a->model, old[j].a->model) &&
                !strcmp(new[i].b->model, old[j].b->model))
                difference_of_pair(&old[j], &new[i], both->request->margin, conditions, both->rows);
    return regressed;
}

static bool compare_all(const struct both *both) {
    bool regressed = false, first = true;

    for (size_t i = 0; i < both->sides[1].pivot.count; i++) {
        const struct group *new = &both->sides[1].pivot.groups[i];
        const struct group *old = find_alike(&both->sides[0].pivot, new);

        if (!old)
            continue;
        if (!first && !both->rows)
            printf("\n");
        first = false;
        regressed |= compare_groups(both, old, new);
    }
    return regressed;
}

static bool are_any_alike(const struct side *sides) {
    for (size_t i = 0; i < sides[1].pivot.count; i++)
        if (find_alike(&sides[0].pivot, &sides[1].pivot.groups[i]))
            return true;
    return false;
}

static int print_all(const struct side *sides, const struct request *request, bool *regressed,
                     struct err *err) {
    struct both both = {.sides = sides, .request = request};

    if (!are_any_alike(sides))
        return err_set(err, ERR_USAGE,
                       "--compare: the settings of '%s' and '%s' differ (kind, sleep, work, tasks, "
                       "phase, lateness, queue ...), so they cannot be compared",
                       sides[0].name, sides[1].name);
    for (int i = 0; i < 2; i++) {
        omissions_unsound(&sides[i].selection);
        both.pairings[i] = pairings_list(&sides[i].pivot, &request->filter, &both.counts[i]);
    }
    if (request->format != FORMAT_TABLE)
        both.rows = table_begin(request->format, difference_names, DIFFERENCE_COLUMNS);
    *regressed = compare_all(&both);
    if (both.rows)
        table_end(both.rows);
    free(both.pairings[0]);
    free(both.pairings[1]);
    return 0;
}

int compare_histories(const struct request *request, bool *regressed, struct err *err) {
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
    result = read_side(request, &sides[0], err) || read_side(request, &sides[1], err) ||
                     print_all(sides, request, regressed, err)
                 ? -1
                 : 0;
    side_free(&sides[0]);
    side_free(&sides[1]);
    return result;
}
