/* The age and the kind of a database file, and bringing it up to date from sql/migrations and
 * sql/views. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

#include <stdbool.h>

/* Refuse, with a sentence, what is not ours: a file that is no database, another program's, or one
 * made by a newer program. Writes nothing. */
int schema_check(struct db *db, struct err *err);

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
