/* The texts under sql/, built into the programs in the order of their file names. Each table ends
 * with a row of NULLs. Static. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

struct sql_text {
    const char *name; /* file name without ".sql" */
    const char *text;
};

extern const struct sql_text sql_migrations[];
extern const struct sql_text sql_views[];
extern const struct sql_text sql_statements[]; /* statements that the programs run */

/* Returns the text of that name. An unknown name fails an assertion. */
const char *sql_find(const struct sql_text *texts, const char *name);

#endif
