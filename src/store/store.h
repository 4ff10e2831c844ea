/* The history on disk: opening it for writing or reading, and recording sweeps and trials. The
 * application_id identifies the file as ours; the user_version is the version of its schema.
 * Functions that take err return -1 (or NULL) and set *err on failure. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "record/latency.h"
#include "record/machine.h"
#include "record/record.h"
#include "store/db.h"

struct store; /* a history open for writing; used by one thread */

/* What is recorded about a sweep when it begins. Texts are borrowed until the call returns. */
struct sweep {
    const char *label; /* or NULL */
    const char *command;
    const char *trial_order; /* 'rounds', 'study' or 'import' */
    int64_t seed;            /* NO_VALUE: none */
    int64_t planned;         /* NO_VALUE: not known in advance */
    double work_rate;        /* iterations per second; NAN: no work requested */
    double thread_cost;      /* CPU per thread task used to make the levels, in s; NAN: none */
    const char *program;     /* a hash of the executable, or NULL */
    const char *arguments;   /* command line to make the plan from again; NULL: not resumable */
    const char *uuid;        /* NULL: a new one is made */
    const char *boot_id;     /* NULL: not recorded on this machine */
};

/* Opens path for writing: creates it if missing, upgrades its schema and views in one transaction
 * each, and sets WAL with full synchronisation. Rejects a directory, a file that is not a database,
 * another program's database, and one made by a newer program. A rejected file is left unchanged; a
 * new file that cannot be filled is removed again. Owned by the caller: store_close(). */
struct store *store_open(const char *path, struct err *err);

/* Closes the store. The last user of the file turns it back into a single file without a journal.
 * NULL is allowed. */
void store_close(struct store *store);

/* Returns the database of the store, for statements of this folder. Borrowed. */
struct db *store_db(struct store *store);

/* Record a machine (once, however often it is added) and a sweep, whose id is returned in
 * *sweep_id. */
int store_add_sweep(struct store *store, const struct sweep *sweep, int64_t *sweep_id,
                    struct err *err);
int store_add_machine(struct store *store, const struct machine *machine, struct err *err);

/* Marks a sweep as complete. */
int store_finish_sweep(struct store *store, int64_t sweep_id, struct err *err);

/* Records one trial in the open transaction, with its latencies unless latency is NULL. */
int store_add_trial(struct store *store, const struct trial *trial, const struct latency *latency,
                    struct err *err);

/* The same in a separate transaction; the row is committed when this returns 0. Fails if the
 * trial's place in the sweep is already recorded, because another runner performs the same
 * sweep. */
int store_commit_trial(struct store *store, const struct trial *trial,
                       const struct latency *latency, struct err *err);

/* One transaction around several of the calls above. */
int store_begin(struct store *store, struct err *err);
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* Sets *found to true if a trial with that uuid is already recorded. */
int store_has_trial(struct store *store, const char *uuid, bool *found, struct err *err);

/* --- resuming a sweep ------------------------------------------------------------------------- */

/* A recorded sweep and where it ran. Owns its texts: past_sweep_free(). */
struct past_sweep {
    int64_t id, seed;
    double work_rate, thread_cost;
    bool finished;
    char *arguments, *command, *build, *program; /* arguments is NULL if it cannot be resumed */
    char *machine;                               /* NULL: no trial is recorded yet */
    int64_t cpus;
    double cpu_quota;
};

/* Finds the sweep with that id, or the newest interrupted one if id is NO_VALUE. Sets *found to
 * false if there is none. */
int store_find_sweep(struct store *store, int64_t id, struct past_sweep *sweep, bool *found,
                     struct err *err);
void past_sweep_free(struct past_sweep *sweep);

/* Returns the recorded trials of a sweep, ordered by position. Owned by the caller: free(). */
int store_recorded_trials(struct store *store, int64_t sweep_id, struct done_trial **trials,
                          size_t *count, struct err *err);

/* Records that a sweep is resumed, on this boot (NULL: unknown). */
int store_add_resumption(struct store *store, int64_t sweep_id, const char *command,
                         const char *boot_id, struct err *err);

/* Opens path read-only. The file and its folder stay byte for byte unchanged, and the folder need
 * not be writable. Returns NULL and sets *err if the file is missing, not ours or made by a newer
 * program. Returns NULL with err->kind ERR_NONE if the file is empty. Owned by the caller:
 * db_close(). */
struct db *store_open_reading(const char *path, struct err *err);

#endif
