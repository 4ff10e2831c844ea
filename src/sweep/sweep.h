/* One invocation of runner, from the options to the last row. setting.c measures what the plan
 * needs to know about this machine, resume.c resumes an interrupted sweep, consent.c checks
 * permission to run a stored program, forecast.c predicts limits and warnings, messages.c says what
 * begins and how it ended, perform.c performs and records, search.c grows the plan of a search,
 * startup.c measures what foreign programs use without tasks. Functions that take err return -1 and
 * set *err on failure. */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include "analysis/search/search.h"
#include "plan/options.h"
#include "plan/plan.h"
#include "plan/progress.h"
#include "store/store.h"
#include "trial/launch.h"

/* What a foreign program uses without tasks; NO_VALUE: could not be measured. */
struct startup {
    char model[32];
    int64_t concurrency, work_ns;
    int64_t cpu_ns;
    int64_t resident, page_tables, kernel_stacks; /* of the program with one worker */
};

/* The start-ups measured so far. */
struct startups {
    struct startup *list;
    size_t count;
};

/* A search in progress (--find-crossover). */
struct search_run {
    struct search *search; /* NULL: the sweep is a grid */
    double total[2];       /* totals of the current pair, one per model, in s; NAN: failed */
    size_t known;          /* how many of the two are known */
    int64_t rounds;        /* how often the plan has grown */
    bool over;             /* true: the plan grows no more */
    char aim[128];         /* what it aims at, for progress */
};

/* A sweep in progress. The caller fills in the first part. */
struct sweep_run {
    struct options options;
    const char *command;   /* as typed */
    const char *arguments; /* the same as JSON, to make the plan from again */

    struct machine_rates rates;
    struct plan plan; /* trials still to be performed */
    struct launcher launcher;
    struct store *store;    /* NULL: not open yet */
    struct past_sweep past; /* --resume: the sweep to finish; id 0: none */
    char **words;           /* its stored command line, which options borrow from */
    struct progress progress;
    struct trial trial;     /* the current row; machine, CPUs and sweep stay the same */
    struct latency latency; /* the latencies of the current row */
    struct startups startups;
    struct search_run search_run;
    struct machine machine;
    int64_t begun_ns;
    int64_t planned; /* trials of the whole plan; NO_VALUE: the plan grows */
    int64_t found;   /* of those, recorded before this invocation (--resume) */
    int64_t found_not_ok;
    int64_t recorded, not_ok; /* by this invocation */
    bool finished;            /* nothing is left to do */
    bool end_told;            /* how the sweep ended has been printed */
    bool stdout_lost;
    bool failure_told[OPTIONS_MODELS]; /* for each model of the options */
};

/* Pins this process if the options say so, and measures what the plan needs to know about the
 * machine, except values in run->rates that are already known (not NAN). */
int sweep_set(struct sweep_run *run, struct err *err);

/* Makes the plan of a new sweep. */
int sweep_plan(struct sweep_run *run, struct err *err);

/* Checks whether the sweep can be resumed, and sets *shared to whether it runs next to others
 * (--shared). Call it before waiting for another sweep; sweep_take_up() checks again afterwards.
 * Returns -1 with the error of sweep_take_up() if it cannot be resumed; 0 also if there is nothing
 * to resume. */
int sweep_check_resumable(struct sweep_run *run, bool *shared, struct err *err);

/* Finds the sweep to resume and makes the rest of its plan, which is empty if there is nothing to
 * resume. Returns -1 and sets *err if the program or the machine differs from the one it began
 * with. */
int sweep_take_up(struct sweep_run *run, struct err *err);

/* Returns -1 and sets *err if a stored --exec was not given again, after printing on stderr what it
 * is and the command that would run it. Also if a given --exec is not stored. */
int sweep_check_consent(const struct options *stored, const struct options *given, int64_t id,
                        struct err *err);

/* Print on stderr the command that finishes a sweep, and the programs that --exec names, one per
 * line. */
void sweep_print_resumption(const struct options *options, int64_t id);
void sweep_print_programs(const struct options *options);

/* Prints on stderr roughly how many workers of each model this machine can have, and which limits
 * stop more. */
void sweep_print_limits(const struct sweep_run *run);

/* Prints on stderr the warnings that are known before the plan begins. */
void sweep_forecast(const struct sweep_run *run);

/* Prints on stderr what begins: the trials, how long they take, and where they are recorded. */
void sweep_tell_start(const struct sweep_run *run);

/* Prints on stderr how the sweep ended (trouble: what stopped it) and, if it is unfinished, the
 * command that continues it. */
void sweep_tell_end(const struct sweep_run *run, enum err_kind trouble);

/* Prints a warning on stderr if the record of a trial that has just ended shows other busy
 * processes. */
void sweep_warn_of_others(const struct record *sentinel);

/* Returns in *startup what the program of spec uses without tasks: its CPU with the same number of
 * workers, its memory with one worker. Runs the program unless this was measured before. Returns -1
 * if interrupted. */
int sweep_measure_startup(struct sweep_run *run, const struct spec *spec, struct startup *startup,
                          struct err *err);

/* Subtracts the start-up from a record, so that it contains what the workers added. */
void sweep_take_off_startup(const struct startup *startup, struct record *record);

/* Performs the rest of the plan and records each trial. */
int sweep_perform(struct sweep_run *run, struct err *err);

/* Begins a search: adds the start of the plan and the first pairs. */
void sweep_search_begin(struct sweep_run *run);

/* Adds the next trials to the plan of a search. Returns false if there are none, or if it is not a
 * search. */
bool sweep_search_extend(struct sweep_run *run);

/* Passes the total of a trial to the search (in s; NAN: failed). Does nothing if it is not a
 * search. */
void sweep_search_learn(struct sweep_run *run, const struct spec *spec, double total);

/* Passes the recorded trials to the search and leaves them out of its plan. */
int sweep_search_recall(struct sweep_run *run, const struct done_trial *done, size_t count,
                        struct err *err);

/* Prints on stderr what has been found so far. */
void sweep_search_report(const struct sweep_run *run);

/* Frees what the functions above allocated. */
void sweep_free(struct sweep_run *run);

#endif
