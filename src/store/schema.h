/* The age and the kind of a database file, and bringing it up to date from sql/migrations and
 * sql/views. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

#include <stdbool.h>

/* Identifies a history to file(1) and to this program. */
extern const int64_t schema_application_id;

/* The newest version: how many migrations there are. */
int64_t schema_version(void);

/* Refuse, with a sentence, what is not ours: a file that is not a database, another program's, one
 * made by a newer program, or a schema that is not what the migrations up to its user_version make.
 * Tables, indexes and triggers of ours must be there, and be the same word by word; comments and
 * blanks may differ. Other triggers are refused. Other tables, indexes and views are the user's and
 * allowed, under names that are not ours. Our views count by their names alone: runner renews them,
 * and analyze never reads stored ones. Writes nothing. */
int schema_check(struct db *db, struct err *err);

/* Refuse rows that break the schema's own conditions (NOT NULL, CHECK, types, indexes): SQLite does
 * not look at them when it reads, and they may have been written under another schema. Half a
 * second for 100,000 trials; the buckets of the histograms, which are numbers alone, are left out.
 */
int schema_check_rows(struct db *db, struct err *err);

/* True when there is nothing in it yet. */
int schema_is_empty(struct db *db, bool *empty, struct err *err);

/* True when it was made by an older program: steps of the schema are missing. */
int schema_is_older(struct db *db, bool *older, struct err *err);

/* Take the steps that are missing, in one transaction, and renew the views whose text differs, in
 * another. */
int schema_upgrade(struct db *db, struct err *err);

/* Make the views of this program as temporary ones, which hide stored ones of the same name: a
 * reader never depends on an older program's views. */
int schema_temporary_views(struct db *db, struct err *err);

#endif
