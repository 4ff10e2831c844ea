#include "analysis/report/side.h"

#include "base/units.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/values.h"

#include <stdlib.h>
#include <string.h>

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

int side_read(const struct request *request, struct side *side, struct err *err) {
    struct filter own = request->filter;
    bool is_part = behind(side->name, "sweep:") || behind(side->name, "machine:");
    int result;

    own.sweeps = NULL;
    own.sweep_count = 0;
    side->label = behind(side->name, "label:");
    side->file = is_part || side->label ? request->db : side->name;
    side->grows = !is_part;
    side->db = store_open_reading(side->file, err);
    if (!side->db)
        return err->kind ? -1 : err_set(err, ERR_NOTHING, "'%s' has no trials", side->file);
    result = schema_temporary_views(side->db, err) || choose(side, &own, err) ||
             selection_make(side->db, &own, &side->selection, err);
    free(own.sweeps);
    if (result)
        return -1;
    if (side->selection.trials == 0)
        return err_set(err, is_part ? ERR_USAGE : ERR_NOTHING,
                       "--compare: '%s' chooses no trials of '%s'", side->name, side->file);
    return pivot_read(side->db, request->metric == METRIC_P99, &side->pivot, err);
}

void side_free(struct side *side) {
    pivot_free(&side->pivot);
    if (side->db)
        db_close(side->db);
    free(side->name);
}
