/* Reads rows with libcsv and records them one by one in a single transaction, which is rolled back
 * if a row is invalid. A row without a uuid gets one computed from the text of the file up to and
 * including that row. Importing the same file again therefore finds all rows known, and importing a
 * file that has grown adds only its new rows. */
#include "store/import.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/columns.h"
#include "store/text_file.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { columns_most = 128, sweeps_most = 4096, sweep_name_size = 64 };

static const char *const study_columns[] = {"model", "sleep", "concurrency", "tasks", "total"};
enum { study_column_count = sizeof study_columns / sizeof *study_columns };

/* A column of the file. */
struct heading {
    const struct column *column; /* NULL: not recorded */
    bool is_sweep;
    char name[64];
};

struct import {
    struct store *store;
    const char *path, *command, *label;
    struct import_result *result;
    struct err *err;
    bool failed;
    int64_t row_line; /* line on which the current row began */
    size_t row_bytes; /* length of the current row so far */
    struct heading headings[columns_most];
    int heading_count;
    bool headed; /* true: headings[] is filled in */
    int field;   /* index in the current row, from 0 */
    char *fields[columns_most];
    uint64_t chain[2]; /* hashes of all text so far */
    struct {
        char name[sweep_name_size];
        int64_t id;
    } sweeps[sweeps_most];
    int sweep_count;
    int64_t position;
    struct text_file file;
};

/* --- messages --------------------------------------------------------------------------------- */

static void refuse(struct import *import, const char *column, const char *text, const char *why) {
    char name[64], shown[61];

    text_plain(name, sizeof name, column);
    text_plain(shown, sizeof shown, text);
    if (!import->failed)
        err_set(import->err, ERR_USAGE, "%s, line %lld, column %s: '%s' %s; nothing was recorded",
                import->path, (long long)import->row_line, name, shown, why);
    import->failed = true;
}

static void refuse_row(struct import *import, const char *why) {
    if (!import->failed)
        err_set(import->err, ERR_USAGE, "%s, line %lld: %s; nothing was recorded", import->path,
                (long long)import->row_line, why);
    import->failed = true;
}

/* --- identity --------------------------------------------------------------------------------- */

/* Two FNV-1a hashes over all fields. They identify a row; they are not cryptographic. */
static void chain_text(struct import *import, const char *text) {
    do
        for (int i = 0; i < 2; i++)
            import->chain[i] =
                (import->chain[i] ^ (unsigned char)*text) * (HASH_PRIME + 2u * (unsigned)i);
    while (*text++);
}

static void uuid_from_chain(const struct import *import, char uuid[static UUID_SIZE]) {
    struct random mixer = {import->chain[0] ^ (import->chain[1] << 1)};

    random_uuid(&mixer, uuid);
}

/* --- headings --------------------------------------------------------------------------------- */

static void note_ignored(struct import *import, const char *name) {
    char *list = import->result->ignored;

    text_add(list, sizeof import->result->ignored, "%s%s", *list ? ", " : "", name);
}

static void add_heading(struct import *import, const char *name) {
    struct heading *heading = &import->headings[import->heading_count++];
    const char *trouble = text_trouble(name);

    if (!trouble && strlen(name) >= sizeof heading->name)
        trouble = "is too long for a column's name";
    if (trouble) {
        refuse(import, name, name, trouble);
        return;
    }
    strcpy(heading->name, name);
    heading->column = column_by_name(name);
    heading->is_sweep = !strcmp(name, "sweep_id");
    for (int i = 0; i < import->heading_count - 1; i++)
        if (!strcmp(import->headings[i].name, heading->name))
            refuse(import, name, name, "is in the header twice");
    if (!heading->column && names_find(columns_derived, name) < 0)
        note_ignored(import, name);
}

static bool has_heading(const struct import *import, const char *name) {
    for (int i = 0; i < import->heading_count; i++)
        if (!strcmp(import->headings[i].name, name))
            return true;
    return false;
}

/* Reads the header, or checks that the first row has the study's five columns. Returns true if the
 * row was a header or was refused, so that it is not a trial. */
static bool take_headings(struct import *import) {
    bool named = false;

    import->headed = true;
    for (int i = 0; i < import->field; i++)
        named |= !strcmp(import->fields[i], "model");
    if (!named && import->field != study_column_count) {
        refuse_row(import,
                   "neither a header that names the column 'model' nor the five columns model, "
                   "sleep, concurrency, tasks, total");
        return true;
    }
    for (int i = 0; i < (named ? import->field : study_column_count); i++)
        add_heading(import, named ? import->fields[i] : study_columns[i]);
    for (const struct column *column = columns; column->name; column++)
        if (column->required && !has_heading(import, column->name))
            refuse(import, column->name, column->name, "is needed and missing from the header");
    return named;
}

/* --- rows ------------------------------------------------------------------------------------- */

static struct trial unknown_trial(void) {
    struct trial trial;

    trial_clear(&trial);
    strcpy(trial.spec.kind, "sleep");
    trial.spec.sleep_ns = trial.spec.work_ns = trial.spec.spin_ns = 0;
    return trial;
}

/* Returns the id of the sweep that stands for this sweep_id of the file; adds it on first use. Sets
 * failed on error. */
static int64_t sweep_for(struct import *import, const char *name) {
    struct sweep sweep = {
        .thread_cost = NAN,
        .label = import->label,
        .command = import->command,
        .trial_order = "import",
        .seed = NO_VALUE,
        .planned = NO_VALUE,
        .work_rate = NAN,
    };

    for (int i = 0; i < import->sweep_count; i++)
        if (!strcmp(import->sweeps[i].name, name))
            return import->sweeps[i].id;
    if (import->sweep_count == sweeps_most) {
        refuse(import, "sweep_id", name, "is one sweep too many for one file");
        return 0;
    }
    if (store_add_sweep(import->store, &sweep, &import->sweeps[import->sweep_count].id,
                        import->err))
        import->failed = true;
    strcpy(import->sweeps[import->sweep_count].name, name); /* length checked by take_sweep() */
    return import->sweeps[import->sweep_count++].id;
}

static void check_trial(struct import *import, const struct trial *trial) {
    const struct spec *spec = &trial->spec;

    if (!*spec->model)
        refuse(import, "model", "", "is empty; name the model");
    if (spec->concurrency < 1 || spec->concurrency > INT32_MAX)
        refuse_row(import, "concurrency is not a whole number from 1");
    if (spec->tasks < 1)
        refuse_row(import, "tasks is not a whole number from 1");
    if (spec->sleep_ns < 0 || (spec->sleep_ns == 0 && !strcmp(spec->kind, "sleep")))
        refuse_row(import, "sleep is not above 0 ms");
    if (trial->record.status == STATUS_OK && trial->record.total_ns == NO_VALUE)
        refuse(import, "total", "", "is empty; an ok trial has a total in seconds");
    if (!import->failed && spec_ideal_ns(spec) == INT64_MAX)
        refuse_row(import, "sleep x tasks / concurrency is longer than 292 years");
    if (trial->record.total_ns != NO_VALUE && trial->record.total_ns <= 0)
        refuse_row(import, "total is not above 0 s");
}

static const char *take_sweep(const char *text, const char **sweep) {
    *sweep = text;
    return strlen(text) < sweep_name_size ? NULL : "is longer than 63 bytes";
}

static void parse_field(struct import *import, int field, struct trial *trial, const char **sweep) {
    const struct heading *heading = &import->headings[field];
    const char *text = import->fields[field], *trouble;

    chain_text(import, text);
    trouble = text_trouble(text);
    if (!trouble && heading->is_sweep)
        trouble = take_sweep(text, sweep);
    else if (!trouble && heading->column)
        trouble = column_parse(heading->column, text, trial);
    if (trouble)
        refuse(import, heading->name, text, trouble);
}

/* Adds the machine that a row names, because the history may not contain it yet. */
static void know_machine(struct import *import, const char *id) {
    struct machine machine;

    if (!*id)
        return;
    machine_clear(&machine);
    snprintf(machine.id, sizeof machine.id, "%s", id);
    if (store_add_machine(import->store, &machine, import->err))
        import->failed = true;
}

static void record_trial(struct import *import, struct trial *trial, const char *sweep) {
    bool known = false;

    trial->origin = ORIGIN_IMPORT;
    if (!*trial->uuid)
        uuid_from_chain(import, trial->uuid);
    if (store_has_trial(import->store, trial->uuid, &known, import->err))
        import->failed = true;
    if (known)
        import->result->known++;
    if (known || import->failed)
        return;
    know_machine(import, trial->machine);
    trial->sweep_id = sweep_for(import, sweep);
    import->position++;
    if (trial->spec.position == NO_VALUE)
        trial->spec.position = import->position;
    if (import->failed || store_add_trial(import->store, trial, NULL, import->err))
        import->failed = true;
    else
        import->result->recorded++;
}

static void end_row(struct import *import) {
    struct trial trial = unknown_trial();
    const char *sweep = "";

    if (!import->headed && take_headings(import))
        return;
    if (import->field != import->heading_count)
        refuse_row(import, import->field < import->heading_count ? "there are too few columns"
                                                                 : "there are too many columns");
    for (int i = 0; i < import->field && !import->failed; i++)
        parse_field(import, i, &trial, &sweep);
    if (!import->failed)
        check_trial(import, &trial);
    if (!import->failed)
        record_trial(import, &trial, sweep);
}

/* --- the file --------------------------------------------------------------------------------- */

static void free_fields(struct import *import) {
    while (import->field > 0)
        free(import->fields[--import->field]);
}

static void on_field(void *text, size_t length, void *context) {
    struct import *import = context;

    if (import->failed)
        return;
    if (import->field == 0)
        import->row_line = import->file.number;
    if (text && memchr(text, 0, length)) {
        refuse_row(import, "there is a NUL byte");
        return;
    }
    if (import->field == columns_most) {
        refuse_row(import, "there are too many columns");
        return;
    }
    import->fields[import->field] = memory_get(length + 1, 1);
    memcpy(import->fields[import->field++], text ? text : "", length);
}

static void on_row(int end, void *context) {
    struct import *import = context;

    (void)end;
    if (!import->failed && import->field > 0)
        end_row(import);
    free_fields(import);
    import->row_bytes = 0;
}

/* Parses one line of the file. A row continues on the next line inside quotes; libcsv keeps its
 * fields. */
static void parse_line(struct import *import, struct csv_parser *parser) {
    char *text = import->file.text;
    size_t length = import->file.length;

    if (import->file.number == 1) {
        if (!strncmp(text, "\xef\xbb\xbf", 3)) { /* byte order mark */
            text += 3;
            length -= 3;
        }
        csv_set_delim(parser, strchr(text, '\t') ? '\t' : ',');
    }
    import->row_line = import->file.number;
    import->row_bytes += length;
    if (import->row_bytes > TEXT_FILE_LINE_MOST)
        refuse_row(import, "the row is longer than 64 KB");
    else if (csv_parse(parser, text, length, on_field, on_row, import) != length)
        refuse_row(import, csv_error(parser) == CSV_ENOMEM ? "out of memory"
                                                           : "there is a quote where none can be");
}

static void read_lines(struct import *import) {
    struct csv_parser parser;
    const char *trouble = NULL;

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI))
        memory_missing();
    while (!import->failed && text_file_next(&import->file, &trouble))
        parse_line(import, &parser);
    import->row_line = import->failed ? import->row_line : import->file.number;
    if (trouble)
        refuse_row(import, trouble);
    if (csv_fini(&parser, on_field, on_row, import))
        refuse_row(import, "a quote is opened and never closed");
    csv_free(&parser);
}

static int finish_sweeps(struct import *import) {
    for (int i = 0; i < import->sweep_count; i++)
        if (store_finish_sweep(import->store, import->sweeps[i].id, import->err))
            return -1;
    return 0;
}

/* Records all rows of the file, or none. */
static int record_file(struct import *import) {
    if (store_begin(import->store, import->err))
        return -1;
    read_lines(import);
    if (!import->failed && !import->headed) {
        import->row_line = 1;
        refuse_row(import, "the file has no trials");
    }
    if (!import->failed && !finish_sweeps(import) && !store_commit(import->store, import->err))
        return 0;
    store_rollback(import->store);
    return -1;
}

int import_file(struct store *store, const char *path, const char *command, const char *label,
                struct import_result *result, struct err *err) {
    struct import *import = memory_get(1, sizeof *import);
    int outcome;

    *result = (struct import_result){0};
    import->store = store;
    import->path = path;
    import->command = command;
    import->label = label;
    import->result = result;
    import->err = err;
    import->chain[0] = HASH_START;
    import->chain[1] = 0x84222325cbf29ce4u;
    outcome = text_file_open(&import->file, path, err) || record_file(import) ? -1 : 0;
    text_file_close(&import->file);
    free_fields(import);
    free(import);
    return outcome;
}
