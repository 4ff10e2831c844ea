#include "analysis/diagnose/warnings.h"

#include "analysis/dataset/samples.h"
#include "analysis/words/figures.h"
#include "base/json.h"
#include "base/text.h"
#include "base/units.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- warnings of single trials ---------------------------------------------------------------- */

/* A warning at more than a tenth of the trials is no exception any more. */
static enum weight weight_by_share(const struct warning *warning, double part, double whole) {
    return warning->by_share && part > 0.1 * whole ? WEIGHT_POOR : warning->weight;
}

/* Reports a code of the view that the table of warnings does not have. */
static void find_unknown(struct evidence *evidence, const char *code, long long trials) {
    struct trust *trust = evidence->trust;

    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].warning == &warnings[WARNING_OTHER]) {
            text_add(trust->findings[i].text, sizeof trust->findings[i].text, " And: %s in %lld.",
                     code, trials);
            return;
        }
    evidence_find(evidence, WARNING_OTHER, WEIGHT_FAIR, code, trials);
}

/* Reports one code; the row has the arguments of its sentence. */
static void find_known(struct evidence *evidence, const struct warning *warning,
                       struct statement *row) {
    long long trials = row_integer(row, "trials"), near = row_integer(row, "near");
    enum warning_code code = (enum warning_code)(warning - warnings);
    enum weight weight = weight_by_share(warning, (double)trials, (double)evidence->count);
    double threshold = warning->threshold * warning->scale;
    char from[UNITS_SIZE], level[UNITS_SIZE], tasks[UNITS_SIZE], share[EVIDENCE_SHARE_SIZE];

    evidence_share(share, trials, evidence->count);
    units_count(from, row_integer(row, "from_level"));
    units_count(tasks, evidence->group->conditions.tasks);
    if (near > 0) /* only if there is an answer */
        figures_level(level, figures_rounded(evidence->level, evidence->answer->place.low,
                                             evidence->answer->place.high));
    if (code == WARNING_FOREIGN)
        evidence_find(evidence, code, weight, row_real(row, "most_foreign"), share);
    else if (code == WARNING_QUOTA)
        evidence_find(evidence, code, weight, share, row_real(row, "most_throttled"));
    else if (code == WARNING_SATURATED)
        evidence_find(evidence, code, weight, share, from);
    else if (code == WARNING_SERVER_BOUND)
        evidence_find(evidence, code, weight, threshold, trials);
    else if (code == WARNING_SHORT_TRIAL)
        evidence_find(evidence, code, weight, threshold, share);
    else if (code == WARNING_RAMP && near > 0)
        evidence_find(evidence, code, weight, from, threshold, level);
    else if (code == WARNING_ROUNDING && near > 0)
        evidence_find(evidence, code, weight, tasks, near, level, threshold);
    else if (code != WARNING_RAMP && code != WARNING_ROUNDING)
        evidence_find(evidence, code, weight, share, threshold);
}

static void find_by_row(struct evidence *evidence, struct statement *row) {
    const char *code = row_text_known(row, "code");
    const struct warning *warning = warning_named(code);

    if (warning)
        find_known(evidence, warning, row);
    else
        find_unknown(evidence, code, row_integer(row, "trials"));
}

static int find_by_rows(struct db *db, struct evidence *evidence, struct err *err) {
    struct statement *statement;
    enum step step;

    if (db_run(db, sql_find(sql_statements, "gather_evidence"), err))
        return -1;
    statement = db_prepare(db, sql_find(sql_statements, "warning_counts"), err);
    if (!statement)
        return -1;
    bind_text(statement, ":conditions", evidence->group->conditions.key);
    bind_real_or_null(statement, ":from", evidence->level / 2);
    bind_real_or_null(statement, ":to", evidence->level * 2);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        find_by_row(evidence, statement);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* --- warnings of the sweeps and the machine --------------------------------------------------- */

static void find_by_facts(struct evidence *evidence, struct statement *row) {
    const char *governor = row_text(row, "frequency_governor");
    double moved = row_real(row, "sentinel_moved");

    if (governor && strcmp(governor, "performance"))
        evidence_find(evidence, WARNING_GOVERNOR, WEIGHT_FAIR, governor);
    if (row_integer(row, "watched") > 0)
        evidence_check(evidence, WARNING_FOREIGN);
    if (moved > warnings[WARNING_SENTINEL].threshold)
        evidence_find(evidence, WARNING_SENTINEL, WEIGHT_FAIR, 100 * moved);
    if (row_integer(row, "unfinished") > 0)
        evidence_find(evidence, WARNING_INCOMPLETE, WEIGHT_NOTE,
                      (long long)row_integer(row, "unfinished"),
                      row_integer(row, "unfinished") == 1 ? " is" : "s are",
                      (long long)row_integer(row, "last_unfinished"));
}

/* The sweeps of a group as a JSON array, which may have duplicates. Owned by the caller. */
static struct json_object *sweeps_of(const struct group *group) {
    struct json_object *list = json_list();

    for (size_t i = 0; i < group->count; i++) {
        size_t count;
        int64_t *sweeps = samples_sweeps(&group->curves[i], &count);

        for (size_t j = 0; j < count; j++)
            json_append(list, json_integer(sweeps[j]));
        free(sweeps);
    }
    return list;
}

static int find_by_sweeps(struct db *db, struct evidence *evidence, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "trust_facts"), err);
    struct json_object *sweeps;
    enum step step;

    if (!statement)
        return -1;
    sweeps = sweeps_of(evidence->group);
    bind_text(statement, ":sweeps", json_written(sweeps));
    bind_text(statement, ":conditions", evidence->group->conditions.key);
    bind_text(statement, ":machine", evidence->group->conditions.machine);
    json_object_put(sweeps);
    step = statement_step(statement, err);
    if (step == STEP_ROW)
        find_by_facts(evidence, statement);
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

int warnings_find(struct db *db, struct evidence *evidence, struct err *err) {
    return find_by_rows(db, evidence, err) || find_by_sweeps(db, evidence, err) ? -1 : 0;
}
