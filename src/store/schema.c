#include "store/schema.h"

#include "base/clock.h"
#include "base/host.h"
#include "base/memory.h"
#include "store/sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "xovr" in ASCII; identifies a history to file(1) and to this program. */
const int64_t schema_application_id = 0x786f7672;

/* A migration may drop and recreate a table that others refer to. It may also remove something that
 * a user's view refers to; the upgrade goes on, and fixing the view is left to the user. */
static const char upgrade_settings[] = "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON";

int64_t schema_version(void) {
    int64_t version = 0;

    while (sql_migrations[version].name)
        version++;
    return version;
}

int schema_is_empty(struct db *db, bool *empty, struct err *err) {
    int64_t objects;

    if (db_number(db, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return -1;
    *empty = objects == 0;
    return 0;
}

int schema_is_older(struct db *db, bool *older, struct err *err) {
    int64_t version;

    if (db_number(db, "PRAGMA user_version", &version, err))
        return -1;
    *older = version < schema_version();
    return 0;
}

static int note_migration(struct db *db, int64_t version, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "add_migration"), err);
    char applied[CLOCK_UTC_SIZE];
    enum step step;

    if (!statement)
        return -1;
    clock_utc(applied);
    bind_integer(statement, ":version", version);
    bind_text(statement, ":applied", applied);
    bind_text(statement, ":build", host_build());
    step = statement_step(statement, err);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* Runs inside a transaction. Since the file was checked, another runner may have upgraded it, or
 * removed a file that it could not fill. */
static int migrate(struct db *db, struct err *err) {
    int64_t version;
    char stamp[96];

    if (db_has_moved(db))
        return err_set(err, ERR_STORE, "'%s' was removed or renamed while it was open; start again",
                       db_path(db));
    if (db_number(db, "PRAGMA user_version", &version, err))
        return -1;
    for (; sql_migrations[version].name; version++)
        if (db_run(db, sql_migrations[version].text, err) || note_migration(db, version + 1, err))
            return -1;
    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %lld; PRAGMA user_version = %lld",
             (long long)schema_application_id, (long long)version);
    return db_run(db, stamp, err);
}

static char *view_text(const char *kind, const struct sql_text *view) {
    return memory_text("CREATE %s %s AS\n%s", kind, view->name, view->text);
}

static int view_is_current(struct db *db, const struct sql_text *view, const char *text,
                           bool *current, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "view_text"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":name", view->name);
    step = statement_step(statement, err);
    *current = step == STEP_ROW && !strcmp(column_text(statement, 0), text);
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

static int renew_view(struct db *db, const struct sql_text *view, struct err *err) {
    char *text = view_text("VIEW", view);
    char drop[128];
    bool current;
    int result = view_is_current(db, view, text, &current, err);

    snprintf(drop, sizeof drop, "DROP VIEW IF EXISTS %s", view->name);
    if (!result && !current)
        result = db_run(db, drop, err) || db_run(db, text, err) ? -1 : 0;
    free(text);
    return result;
}

static int renew_views(struct db *db, struct err *err) {
    for (const struct sql_text *view = sql_views; view->name; view++)
        if (renew_view(db, view, err))
            return -1;
    return 0;
}

static int in_transaction(struct db *db, int (*change)(struct db *db, struct err *err),
                          struct err *err) {
    struct err ignored;

    if (db_run(db, "BEGIN IMMEDIATE", err))
        return -1;
    if (!change(db, err) && !db_run(db, "COMMIT", err))
        return 0;
    db_run(db, "ROLLBACK", &ignored);
    return -1;
}

int schema_upgrade(struct db *db, struct err *err) {
    if (db_run(db, upgrade_settings, err))
        return -1;
    return in_transaction(db, migrate, err) || in_transaction(db, renew_views, err) ? -1 : 0;
}

int schema_temporary_views(struct db *db, struct err *err) {
    for (const struct sql_text *view = sql_views; view->name; view++) {
        char *text = view_text("TEMP VIEW", view);
        int result = db_run(db, text, err);

        free(text);
        if (result)
            return -1;
    }
    return 0;
}
