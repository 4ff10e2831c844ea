/* The history on disk: opening it for writing or reading, and what the runner records in it. The
 * file is one of ours by its application_id; its schema's age is its user_version. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "record/latency.h"
#include "record/machine.h"
#include "record/record.h"
#include "store/db.h"

struct store; /* a history open for writing; one thread */

/* What is recorded about a sweep when it begins. Texts are borrowed until the call returns. */
struct sweep {
    const char *label; /* or NULL */
    const char *command;
    const char *trial_order; /* 'rounds', 'study' or 'import' */
    int64_t seed;            /* NO_VALUE: none */
    int64_t planned;         /* NO_VALUE: not known before */
    double work_rate;        /* iterations per second; NAN: no work asked */
    double thread_cost;      /* CPU per thread task that the levels were made from, s; NAN: none */
    const char *program;     /* a hash of the program; or NULL */
    const char *arguments;   /* what the plan can be made from again; or NULL: cannot be resumed */
    const char *uuid;        /* or NULL: a new one */
    const char *boot_id;     /* or NULL: not made here */
};

/* Open path for writing: make it when missing, bring its schema and views up to date in one
 * transaction each, and set WAL with full synchronisation. Refused with a sentence: a directory, a
 * file that is no database, a foreign one, one from a newer program. What was refused is left as it
 * was, and a file that could not be filled is removed again. Owned by the caller. */
struct store *store_open(const char *path, struct err *err);

/* Close. The last user of the file turns it back into one file without a journal beside it. NULL is
 * allowed. */
void store_close(struct store *store);

/* The database under it, for statements of this folder's; borrowed. */
struct db *store_db(struct store *store);

/* Record a machine (once per machine, whoever asks), and a sweep; its id comes back in *sweep_id.
 */
int store_add_sweep(struct store *store, const struct sweep *sweep, int64_t *sweep_id,
                    struct err *err);
int store_add_machine(struct store *store, const struct machine *machine, struct err *err);

/* Mark a sweep as complete. */
int store_finish_sweep(struct store *store, int64_t sweep_id, struct err *err);

/* Record one trial, with its latencies where latency is not NULL, in the transaction that is open.
 */
int store_add_trial(struct store *store, const struct trial *trial, const struct latency *latency,
                    struct err *err);

/* The same in a transaction of its own: when this returns 0 the row is committed. Refused when that
 * place of the sweep is recorded already: another runner is at the same sweep. */
int store_commit_trial(struct store *store, const struct trial *trial,
                       const struct latency *latency, struct err *err);

/* One transaction around several of the above. */
int store_begin(struct store *store, struct err *err);
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* True in *found when a trial of that uuid is recorded already. */
int store_has_trial(struct store *store, const char *uuid, bool *found, struct err *err);

/* --- taking a sweep up again ------------------------------------------------------------------ */

/* A sweep of the past, and where it ran. Texts are owned: past_sweep_free(). */
struct past_sweep {
    int64_t id, seed;
    double work_rate, thread_cost;
    bool finished;
    char *arguments, *command, *build, *program; /* arguments NULL: it cannot be resumed */
    char *machine;                               /* NULL: no trial of it is recorded yet */
    int64_t cpus;
    double cpu_quota;
};

/* The sweep of that id, or with NO_VALUE the newest that was interrupted; *found is false when
 * there is none. */
int store_find_sweep(struct store *store, int64_t id, struct past_sweep *sweep, bool *found,
                     struct err *err);
void past_sweep_free(struct past_sweep *sweep);

/* What of a sweep is recorded, by position. Owned by the caller: free(). */
int store_recorded_trials(struct store *store, int64_t sweep_id, struct done_trial **trials,
                          size_t *count, struct err *err);

/* Note that a sweep is taken up again, on this boot (NULL: unknown). */
int store_add_resumption(struct store *store, int64_t sweep_id, const char *command,
                         const char *boot_id, struct err *err);

/* Open path for reading only: the file and its folder stay byte for byte as they are, also when the
 * folder cannot be written. *err says what is wrong with a missing, foreign or newer file. An empty
 * file gives NULL with err->kind ERR_NONE: there is nothing in it to read. Owned by the caller, who
 * gives it back with db_close(). */
struct db *store_open_reading(const char *path, struct err *err);

#endif
