#include "store/sql.h"

#include "base/err.h"

#include <string.h>

const char *sql_find(const struct sql_text *texts, const char *name) {
    while (texts->name && strcmp(texts->name, name))
        texts++;
    ASSERT(texts->name);
    return texts->text;
}
