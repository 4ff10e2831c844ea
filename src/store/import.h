/* Imports trials made elsewhere from a text file. */
#ifndef STORE_IMPORT_H
#define STORE_IMPORT_H

#include "store/store.h"

/* The result of an import. */
struct import_result {
    int64_t recorded;
    int64_t known;     /* rows recorded before */
    char ignored[256]; /* unknown columns, "a, b"; empty: none */
};

/* Records all trials of a CSV or TSV file, or none. The file has a header with any columns of
 * `trial` in any order (model, sleep, concurrency, tasks and total are required), or the study's
 * five columns without a header. Rows keep their order and are marked `import`; rows with the same
 * sweep_id form one sweep. Rows recorded before are skipped. Returns -1 and sets *err to a sentence
 * that names file, line and column if the file is invalid (ERR_USAGE). */
int import_file(struct store *store, const char *path, const char *command, const char *label,
                struct import_result *result, struct err *err);

#endif
