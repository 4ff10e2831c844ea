/* Trials made elsewhere, from a text file. */
#ifndef STORE_IMPORT_H
#define STORE_IMPORT_H

#include "store/store.h"

/* What came of an import. */
struct import_result {
    int64_t recorded;
    int64_t known;     /* rows that were recorded already */
    char ignored[256]; /* names of columns that mean nothing here, "a, b"; empty: none */
};

/* Record every trial of a CSV or TSV file, all or none: with a header, any columns of `trial` in
 * any order (model, sleep, concurrency, tasks and total are needed), or the study's five columns
 * without one. Rows keep their order and are marked `import`; rows of one sweep_id become one
 * sweep. A row recorded before is skipped. -1 with ERR_USAGE and a sentence that names file, line
 * and column for what is wrong in the file. */
int import_file(struct store *store, const char *path, const char *command, const char *label,
                struct import_result *result, struct err *err);

#endif
