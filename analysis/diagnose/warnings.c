#include "analysis/diagnose/warnings.h"

#include "analysis/dataset/samples.h"
#include "base/json.h"
#include "base/text.h"
#include "base/units.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what single rows carry ------------------------------------------------------------------- */

/* Of more than a tenth of the trials it is the rule and no longer the exception. */
static enum weight weight_of_share(double part, double whole) {
    return part > 0.1 * whole ? WEIGHT_POOR : WEIGHT_FAIR;
}

/* Codes of which only the number of trials is told: "at 3 of 606 trials …". */
static const struct plain {
    const char *code, *sentence;
    enum weight weight;
    bool by_share; /* … or as much as their share weighs */
} plain_codes[] = {
    {"STEAL", "the hypervisor took more than 1 % of the CPUs", WEIGHT_FAIR, true},
    {"STOPPED", "the program was stopped and continued", WEIGHT_POOR, false},
    {"SHARED", "another sweep may have run beside it (--shared)", WEIGHT_FAIR, false},
    {"SERVER_BOUND", "the server was busy for over 80 % of the time, so it is measured as well",
     WEIGHT_FAIR, false},
    {"SHORT_TRIAL", "all was over in less than 5 ms", WEIGHT_FAIR, false},
    {"UNCERTIFIED", "a foreign program did not prove that no sleep was short", WEIGHT_FAIR, false},
    {"STARTUP", "CPU per task is mostly a foreign program's start-up", WEIGHT_FAIR, false},
    {"CPU_DISPUTED", "a foreign program's own account of its CPU is doubtful", WEIGHT_FAIR, true},
};

/* False: the code says more than that. */
static bool find_plain(struct evidence *evidence, const char *code, long long trials) {
    double whole = (double)evidence->count;

    for (size_t i = 0; i < sizeof plain_codes / sizeof *plain_codes; i++) {
        const struct plain *plain = &plain_codes[i];

        if (strcmp(plain->code, code))
            continue;
        evidence_find(evidence, code,
                      plain->by_share ? weight_of_share((double)trials, whole) : plain->weight,
                      "at %lld of %.0f trials %s", trials, whole, plain->sentence);
        return true;
    }
    return false;
}

/* A code of the view that has no explanation here. */
static void find_unknown(struct evidence *evidence, const char *code, long long trials) {
    struct trust *trust = evidence->trust;

    for (size_t i = 0; i < trust->count; i++)
        if (!strcmp(trust->findings[i].code, "OTHER")) {
            text_add(trust->findings[i].text, sizeof trust->findings[i].text, "; %s at %lld", code,
                     trials);
            return;
        }
    evidence_find(evidence, "OTHER", WEIGHT_FAIR,
                  "warnings that analyze cannot explain: %s at %lld", code, trials);
}

static void find_by_row(struct evidence *evidence, struct statement *row) {
    const char *code = row_text_known(row, "code");
    long long trials = row_integer(row, "trials"), near = row_integer(row, "near");
    double whole = (double)evidence->count;
    char from[UNITS_SIZE], level[UNITS_SIZE];

    units_count(from, row_integer(row, "from_level"));
    if (find_plain(evidence, code, trials))
        return;
    if (!evidence_knows(code))
        find_unknown(evidence, code, trials);
    else if (!strcmp(code, "FOREIGN"))
        evidence_find(evidence, code, weight_of_share((double)trials, whole),
                      "at %lld of %.0f trials others were busy, with up to %.2f CPUs", trials,
                      whole, row_real(row, "most_foreign"));
    else if (!strcmp(code, "QUOTA"))
        evidence_find(evidence, code, WEIGHT_FAIR,
                      "at %lld of %.0f trials the cgroup held the process back, by up to %.2f CPUs",
                      trials, whole, row_real(row, "most_throttled"));
    else if (!strcmp(code, "SATURATED"))
        evidence_find(
            evidence, code, WEIGHT_NOTE,
            "at %lld of %.0f trials, from %s on, fewer tasks than workers were ever in flight",
            trials, whole, from);
    else if (!strcmp(code, "RAMP") && near > 0)
        evidence_find(evidence, code, WEIGHT_FAIR,
                      "fewer than 40 tasks per worker from %s on, and the answer falls at %s", from,
                      units_count(level, llround(evidence->level)));
    else if (!strcmp(code, "ROUNDING") && near > 0)
        evidence_find(
            evidence, code, WEIGHT_FAIR,
            "at %lld trials near %s the tasks do not divide among the workers by more than 5 %%",
            near, units_count(level, llround(evidence->level)));
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

/* --- what the sweeps and the machine say ------------------------------------------------------ */

static void find_by_facts(struct evidence *evidence, struct statement *row) {
    const char *governor = row_text(row, "frequency_governor");
    double moved = row_real(row, "sentinel_moved");

    if (governor && strcmp(governor, "performance"))
        evidence_find(evidence, "GOVERNOR", WEIGHT_FAIR, "CPU frequency is governed by '%s'",
                      governor);
    if (moved > 0.1)
        evidence_find(evidence, "SENTINEL", WEIGHT_FAIR,
                      "a sweep's own serial trials differ by %.0f %% between its start and its end",
                      100 * moved);
    if (row_integer(row, "unfinished") > 0)
        evidence_find(evidence, "INCOMPLETE", WEIGHT_NOTE,
                      "%lld sweep%s not finished (the last is %lld)",
                      (long long)row_integer(row, "unfinished"),
                      row_integer(row, "unfinished") == 1 ? " is" : "s are",
                      (long long)row_integer(row, "last_unfinished"));
}

/* The sweeps of a group as a JSON array, some of them more than once. Owned by the caller. */
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
    bind_text(statement, ":machine", evidence->group->conditions.machine);
    json_object_put(sweeps);
    step = statement_step(statement, err);
    if (step == STEP_ROW)
        find_by_facts(evidence, statement);
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

int trust_records(struct db *db, struct evidence *evidence, struct err *err) {
    return find_by_rows(db, evidence, err) || find_by_sweeps(db, evidence, err) ? -1 : 0;
}
