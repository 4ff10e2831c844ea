/* Checks that a file is a history before anything in it is trusted: compares its schema, object by
 * object, with what the migrations up to its user_version create in an empty database. */
#include "store/schema.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/sql.h"
#include "store/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct object {
    char *type, *name, *table, *sql; /* sql: NULL for the index of a constraint */
};

struct objects {
    struct object *all;
    size_t count;
};

/* --- comparing SQL word by word --------------------------------------------------------------- */

/* Returns the start of the next word, after blanks and comments. */
static const char *skip_blanks(const char *sql) {
    for (;;) {
        const char *end;

        if (isspace((unsigned char)*sql)) {
            sql++;
        } else if (!strncmp(sql, "--", 2)) {
            sql += strcspn(sql, "\n");
        } else if (!strncmp(sql, "/*", 2)) {
            end = strstr(sql + 2, "*/");
            sql = end ? end + 2 : sql + strlen(sql);
        } else {
            return sql;
        }
    }
}

static bool is_letter(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

/* Returns the length of a word: a name or number, a quoted text, or one other character; 0 at the
 * end. */
static size_t length_of_word(const char *sql) {
    size_t length = 0;

    if (*sql && strchr("'\"`", *sql)) {
        const char *end = strchr(sql + 1, *sql);

        return end ? (size_t)(end - sql) + 1 : strlen(sql);
    }
    while (is_letter(sql[length]))
        length++;
    return length > 0 ? length : *sql != 0;
}

static bool same_words(const char *one, const char *other) {
    size_t length;

    if (!one || !other)
        return one == other;
    do {
        one = skip_blanks(one);
        other = skip_blanks(other);
        length = length_of_word(one);
        if (length != length_of_word(other) || strncmp(one, other, length))
            return false;
        one += length;
        other += length;
    } while (length > 0);
    return true;
}

/* --- actual and expected objects -------------------------------------------------------------- */

static void free_objects(struct objects *objects) {
    for (size_t i = 0; i < objects->count; i++) {
        free(objects->all[i].type);
        free(objects->all[i].name);
        free(objects->all[i].table);
        free(objects->all[i].sql);
    }
    free(objects->all);
    *objects = (struct objects){0};
}

static struct object read_object(struct statement *statement) {
    return (struct object){
        .type = memory_text("%s", row_text(statement, "type") ?: ""),
        .name = memory_text("%s", row_text(statement, "name") ?: ""),
        .table = memory_text("%s", row_text(statement, "tbl_name") ?: ""),
        .sql = row_text_copy(statement, "sql"),
    };
}

static int read_objects(struct db *db, struct objects *objects, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "schema_objects"), err);
    enum step step;

    *objects = (struct objects){0};
    if (!statement)
        return -1;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        objects->all = memory_resize(objects->all, objects->count + 1, sizeof *objects->all);
        objects->all[objects->count++] = read_object(statement);
    }
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

static int make_expected(struct db *db, int64_t version, struct objects *expected,
                         struct err *err) {
    struct db *scratch = db_open_scratch(db_path(db), err);
    int result = scratch ? 0 : -1;

    for (int64_t i = 0; i < version && !result; i++)
        result = db_run(scratch, sql_migrations[i].text, err);
    if (!result)
        result = read_objects(scratch, expected, err);
    if (result)
        free_objects(expected); /* a partial list would reject the next file */
    db_close(scratch);
    return result;
}

/* --- the comparison --------------------------------------------------------------------------- */

static const struct object *find_object(const struct objects *objects, const char *name) {
    for (size_t i = 0; i < objects->count; i++)
        if (!strcasecmp(objects->all[i].name, name))
            return &objects->all[i];
    return NULL;
}

static bool is_view_of_ours(const char *name) {
    for (const struct sql_text *view = sql_views; view->name; view++)
        if (!strcasecmp(view->name, name))
            return true;
    return false;
}

static int refuse(struct db *db, const struct object *object, const char *why, struct err *err) {
    char name[80];

    return err_set(err, ERR_STORE, "'%s' is not as runner made it: %s '%s' %s; use the original",
                   db_path(db), object->type, text_plain(name, sizeof name, object->name), why);
}

/* Checks that an expected object exists and is unchanged. */
static int check_expected(struct db *db, const struct object *expected, const struct objects *found,
                          struct err *err) {
    const struct object *object = find_object(found, expected->name);

    if (!object)
        return refuse(db, expected, "is missing", err);
    if (strcmp(object->type, expected->type) || strcasecmp(object->table, expected->table) ||
        !same_words(object->sql, expected->sql))
        return refuse(db, object, "differs", err);
    return 0;
}

/* Checks an object of the file. Objects that are not expected belong to the user and must not have
 * our names. Triggers are rejected because they could change what is recorded. */
static int check_found(struct db *db, const struct object *object, const struct objects *expected,
                       const struct objects *found, struct err *err) {
    if (find_object(found, object->name) != object)
        return refuse(db, object, "exists twice", err);
    if (!strcmp(object->type, "trigger") && !find_object(expected, object->name))
        return refuse(db, object, "does not come from runner", err);
    if (strcmp(object->type, "view") && is_view_of_ours(object->name))
        return refuse(db, object, "has the name of a view", err);
    return 0;
}

static int compare(struct db *db, const struct objects *expected, const struct objects *found,
                   struct err *err) {
    for (size_t i = 0; i < expected->count; i++)
        if (check_expected(db, &expected->all[i], found, err))
            return -1;
    for (size_t i = 0; i < found->count; i++)
        if (check_found(db, &found->all[i], expected, found, err))
            return -1;
    return 0;
}

/* Caches the objects of the newest version: creating them takes milliseconds, and most files have
 * that version. */
static int check_objects(struct db *db, int64_t version, struct err *err) {
    static struct objects newest;
    struct objects older = {0}, found = {0}, *expected = &older;
    int result = 0;

    if (version == schema_version())
        expected = &newest;
    if (expected->count == 0)
        result = make_expected(db, version, expected, err);
    if (!result && !(result = read_objects(db, &found, err)))
        result = compare(db, expected, &found, err);
    free_objects(&older);
    free_objects(&found);
    return result;
}

/* Checks that each table and index has a page of its own. Otherwise the rows of one would be read
 * and written as those of another. */
static int check_pages(struct db *db, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "misplaced_object"), err);
    enum step step = statement ? statement_step(statement, err) : STEP_ERROR;
    char name[80];

    if (step == STEP_ROW)
        err_set(err, ERR_STORE,
                "'%s' is not as runner made it: '%s' has no page of its own; use the original",
                db_path(db), text_plain(name, sizeof name, column_text_known(statement, 0)));
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* --- the file --------------------------------------------------------------------------------- */

static int check_version(struct db *db, int64_t version, bool empty, struct err *err) {
    if (version > schema_version())
        return err_set(
            err, ERR_STORE,
            "'%s' was made by a newer program (schema %lld, this one knows %lld); use that one",
            db_path(db), (long long)version, (long long)schema_version());
    if (empty ? version != 0 : version < 1)
        return err_set(err, ERR_STORE,
                       "'%s' is not as runner made it: its user_version is %lld; use the original",
                       db_path(db), (long long)version);
    return 0;
}

static int check(struct db *db, struct err *err) {
    int64_t id, version;
    bool empty;

    if (schema_is_empty(db, &empty, err) || db_number(db, "PRAGMA application_id", &id, err) ||
        db_number(db, "PRAGMA user_version", &version, err))
        return -1;
    if (id != schema_application_id && !(empty && id == 0))
        return err_set(
            err, ERR_STORE,
            "'%s' is another program's database; name a file that runner made, or a new one",
            db_path(db));
    if (check_version(db, version, empty, err))
        return -1;
    if (empty)
        return 0;
    return check_objects(db, version, err) || check_pages(db, err) ? -1 : 0;
}

/* Runs in one transaction, so that no other runner can upgrade the file between two checks. */
int schema_check(struct db *db, struct err *err) {
    struct err ignored;
    int result;

    if (db_run(db, "BEGIN", err))
        return -1;
    result = check(db, err);
    db_run(db, "COMMIT", &ignored);
    return result;
}

/* --- its rows --------------------------------------------------------------------------------- */

static int check_table(struct db *db, const char *table, struct err *err) {
    char *question = memory_text("PRAGMA main.quick_check(%s)", table);
    struct statement *statement = db_prepare(db, question, err);
    enum step step = statement ? statement_step(statement, err) : STEP_ERROR;
    int result = step == STEP_ROW ? 0 : -1;

    if (step == STEP_ROW && strcmp(column_text(statement, 0), "ok"))
        result =
            err_set(err, ERR_STORE,
                    "'%s': table '%s' contains what runner does not write (%s); use the original",
                    db_path(db), table, column_text(statement, 0));
    statement_free(statement);
    free(question);
    return result;
}

static int check_trials(struct db *db, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "forbidden_trial"), err);
    enum step step = statement ? statement_step(statement, err) : STEP_ERROR;

    if (step == STEP_ROW)
        err_set(
            err, ERR_STORE,
            "'%s': trial %lld has a concurrency, tasks, sleep or total that no trial can have; use "
            "the original",
            db_path(db), (long long)column_integer(statement, 0));
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

int schema_check_rows(struct db *db, struct err *err) {
    static const char *const tables[] = {"machine", "sweep", "trial", "latency", NULL};

    for (const char *const *table = tables; *table; table++)
        if (check_table(db, *table, err))
            return -1;
    return check_trials(db, err);
}
