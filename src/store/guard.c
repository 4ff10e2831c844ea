#include "store/guard.h"

#include "base/clock.h"
#include "base/interrupt.h"

#include <time.h>

/* Another runner's transactions take milliseconds; a lock held for a minute means that it hangs. */
static const int64_t patience_ns = 60 * NS_PER_S;

/* Virtual machine steps of SQLite between two checks for Ctrl-C: less than a tenth of a second, and
 * more than recording one histogram takes (0.11 million), so that a finished trial is always
 * recorded. */
static const int steps_between_looks = 1000000;

/* SQLite's defaults are meant for programs that trust their files. */
static const int limits[][2] = {
    {SQLITE_LIMIT_LENGTH, 1000000}, /* our longest text, a histogram's JSON, has 0.11 million */
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, /* matching takes quadratic time */
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},         /* our deepest chain: sweep, trial, latency */
};

static const int settings[][2] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

enum { limit_count = sizeof limits / sizeof *limits };
enum { setting_count = sizeof settings / sizeof *settings };

/* A non-zero result ends the statement. */
static int look(void *unused) {
    (void)unused;
    return interrupt_requested();
}

int guard_wait(void *since, int tries) {
    static const struct timespec pause = {.tv_nsec = 10 * NS_PER_MS};
    int64_t *waiting_since = since;

    if (tries == 0)
        *waiting_since = clock_ns();
    if (interrupt_requested() || clock_ns() - *waiting_since > patience_ns)
        return 0;
    nanosleep(&pause, NULL);
    return 1;
}

int guard_set(sqlite3 *handle, int64_t *waiting_since) {
    int code = SQLITE_OK;

    for (int i = 0; i < setting_count && code == SQLITE_OK; i++)
        code = sqlite3_db_config(handle, settings[i][0], settings[i][1], NULL);
    for (int i = 0; i < limit_count; i++)
        sqlite3_limit(handle, limits[i][0], limits[i][1]);
    sqlite3_progress_handler(handle, steps_between_looks, look, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_busy_handler(handle, guard_wait, waiting_since);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
    return code;
}

int guard_longest(void) {
    return limits[0][1];
}
