/* Checks what kind of database a file is and how old its schema is, and upgrades it with
 * sql/migrations and sql/views. Functions that take err return -1 and set *err on failure. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

#include <stdbool.h>

/* Identifies a history to file(1) and to this program. */
extern const int64_t schema_application_id;

/* Returns the newest schema version, which is the number of migrations. */
int64_t schema_version(void);

/* Rejects files that are not ours: not a database, another program's database, one made by a newer
 * program, or one whose schema differs from what the migrations up to its user_version create. Our
 * tables, indexes and triggers must exist and match word for word; comments and blanks may differ.
 * Other triggers are rejected. Other tables, indexes and views belong to the user and are allowed,
 * under names that are not ours. Of our views only the names are checked: runner renews them, and
 * analyze never reads stored ones. Writes nothing. */
int schema_check(struct db *db, struct err *err);

/* Rejects rows that violate the schema's constraints (NOT NULL, CHECK, types, indexes). SQLite does
 * not check them when reading, and the rows may have been written under another schema. Takes half
 * a second for 100,000 trials. Skips the buckets of the histograms, which contain only numbers. */
int schema_check_rows(struct db *db, struct err *err);

/* Sets *empty to true if the database contains nothing yet. */
int schema_is_empty(struct db *db, bool *empty, struct err *err);

/* Sets *older to true if an older program made the database, so that migrations are missing. */
int schema_is_older(struct db *db, bool *older, struct err *err);

/* Applies the missing migrations in one transaction, and renews views whose text differs in
 * another. */
int schema_upgrade(struct db *db, struct err *err);

/* Creates this program's views as temporary views, which hide stored views of the same name. A
 * reader thus never depends on an older program's views. */
int schema_temporary_views(struct db *db, struct err *err);

#endif
