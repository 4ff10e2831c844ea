#include "analysis/report/circumstances.h"

#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdio.h>

/* --- what is fine ----------------------------------------------------------------------------- */

/* What can be said where a warning could have been found and was not. */
static const struct fine {
    enum warning_code code;
    const char *phrase;
} fine_list[] = {
    {WARNING_FOREIGN, "other programs idle"},
    {WARNING_RULER, "CPU speed steady"},
    {WARNING_ORDER_CONFOUNDED, "models side by side"},
    {WARNING_DRIFT, "no drift"},
};

static bool is_found(const struct trust *trust, enum warning_code code) {
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].warning == &warnings[code])
            return true;
    return false;
}

static void describe_fine(const struct trust *trust, char *text) {
    for (size_t i = 0; i < sizeof fine_list / sizeof *fine_list; i++)
        if (trust->checked[fine_list[i].code] && !is_found(trust, fine_list[i].code))
            paragraph_add(text, PARAGRAPH_SIZE, ", ", *text ? "%s" : "Fine: %s",
                          fine_list[i].phrase);
    if (*text)
        paragraph_add(text, PARAGRAPH_SIZE, "", ".");
}

/* --- the reference trials --------------------------------------------------------------------- */

static void describe_reference(struct statement *row, struct circumstances *circumstances) {
    char *text = circumstances->reference;
    double moved = row_real(row, "moved");
    long long concurrency = row_integer(row, "concurrency"), sweep = row_integer(row, "sweep_id");

    if (!*text && row_integer(row, "sweeps") > 1)
        paragraph_add(text, PARAGRAPH_SIZE, "",
                      "Reference trials of sweep %lld, start to end: ", sweep);
    else
        paragraph_add(text, PARAGRAPH_SIZE, "; ", *text ? "" : "Reference trials, start to end: ");
    paragraph_add(text, PARAGRAPH_SIZE, "", "%.64s", row_text_known(row, "model"));
    if (concurrency > 1)
        paragraph_add(text, PARAGRAPH_SIZE, "", " (at %lld)", concurrency);
    paragraph_add(text, PARAGRAPH_SIZE, "", " %s", row_text_known(row, "overheads"));
    if (moved <= warnings[WARNING_SENTINEL].threshold)
        paragraph_add(text, PARAGRAPH_SIZE, "", " (stable)");
    else if (isfinite(moved))
        paragraph_add(text, PARAGRAPH_SIZE, "", " (moved by %.0f%%)", 100 * moved);
}

/* --- the machine ------------------------------------------------------------------------------ */

/* Appends ", " and the formatted fact; nothing if it is unknown. */
static void append(char *text, const char *format, const char *fact) {
    if (fact && *fact)
        paragraph_add(text, PARAGRAPH_SIZE, ", ", format, fact);
}

static void describe_machine(struct statement *row, struct circumstances *circumstances) {
    char *text = circumstances->machine, number[64];
    double two = row_real(row, "two_cpus");

    *text = 0;
    append(text, "%s", row_text(row, "cpu_model"));
    append(text, "%s CPUs", row_text(row, "cpus"));
    append(text, "%s cores", row_text(row, "cores"));
    append(text, row_integer(row, "numa_nodes") == 1 ? "%s NUMA node" : "%s NUMA nodes",
           row_text(row, "numa_nodes"));
    append(text, "virtualisation %s", row_text(row, "virtualisation"));
    append(text, "%s", row_text(row, "kernel"));
    append(text, "%s", row_text(row, "preemption"));
    append(text, "clock %s", row_text(row, "clock_source"));
    append(text, "huge pages %s", row_text(row, "huge_pages"));
    append(text, "idle governor %s", row_text(row, "idle_governor"));
    append(text, "frequency governor %s", row_text(row, "frequency_governor"));
    snprintf(number, sizeof number, "%.2f", two);
    append(text, "two CPUs do %s times the work of one", isnan(two) ? NULL : number);
    if (*text)
        paragraph_add(text, PARAGRAPH_SIZE, "", ".");
}

/* --- all together ----------------------------------------------------------------------------- */

static int read_each(struct db *db, const char *name, const char *conditions,
                     void (*describe)(struct statement *row, struct circumstances *circumstances),
                     struct circumstances *circumstances, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, name), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":conditions", conditions);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        describe(statement, circumstances);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

int circumstances_read(struct db *db, const char *conditions, const struct trust *trust,
                       struct circumstances *circumstances, struct err *err) {
    *circumstances = (struct circumstances){.fine = ""};
    describe_fine(trust, circumstances->fine);
    if (read_each(db, "doctor_machine", conditions, describe_machine, circumstances, err) ||
        read_each(db, "doctor_sentinels", conditions, describe_reference, circumstances, err))
        return -1;
    if (*circumstances->reference)
        paragraph_add(circumstances->reference, PARAGRAPH_SIZE, "", ".");
    return 0;
}
