/* One invocation of runner: from what was asked to the last row. setting.c finds out what the plan
 * must know of this machine, resume.c takes up what was interrupted, consent.c asks before a stored
 * program is run, forecast.c tells what is ahead, perform.c performs and records, search.c lets the
 * plan of a search grow, startup.c tells foreign programs from their tasks. */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include "analysis/search/search.h"
#include "plan/options.h"
#include "plan/plan.h"
#include "plan/progress.h"
#include "store/store.h"
#include "trial/launch.h"

/* What a foreign program takes without tasks; NO_VALUE: it could not be measured. */
struct startup {
    char model[32];
    int64_t concurrency, work_ns;
    int64_t cpu_ns;
    int64_t resident, page_tables, kernel_stacks; /* of a program with one worker */
};

/* Those measured so far. */
struct startups {
    struct startup *list;
    size_t count;
};

/* A search under way (--find-crossover). */
struct search_run {
    struct search *search; /* NULL: the sweep is a grid */
    double total[2];       /* of the pair under way: what its models took, s; NAN: it failed */
    size_t known;          /* of those two */
    int64_t rounds;        /* times that the plan grew */
    bool over;             /* it grows no more */
    char aim[128];         /* what it is at, for progress */
};

/* A sweep under way. The caller fills the first part. */
struct sweep_run {
    struct options options;
    const char *command;   /* as typed */
    const char *arguments; /* the same, to be planned from again */

    struct machine_rates rates;
    struct plan plan; /* what is left to do */
    struct launcher launcher;
    struct store *store;    /* NULL: not open yet */
    struct past_sweep past; /* --resume: what is finished; id 0: nothing */
    char **words;           /* and the command line it was begun with, on which options rest */
    struct progress progress;
    struct trial trial;     /* the row under way; machine, CPUs and sweep stay the same */
    struct latency latency; /* and its tasks' times */
    struct startups startups;
    struct search_run search_run;
    struct machine machine;
    int64_t begun_ns;
    int64_t planned; /* trials of the whole plan; NO_VALUE: it grows */
    int64_t found;   /* of those, recorded before (--resume) */
    int64_t recorded, not_ok;
    bool finished; /* nothing is left to do */
    bool stdout_lost;
    bool failure_told[OPTIONS_MODELS]; /* of each model of the options */
};

/* Pin this process where the options say so, and read what the plan must know of the machine. What
 * sweeping->pace says already (not NAN) is not measured again. */
int sweep_set(struct sweep_run *run, struct err *err);

/* Make the plan of a new sweep. */
int sweep_plan(struct sweep_run *run, struct err *err);

/* Can the sweep to resume be taken up, and does it run beside others (--shared)? Asked before
 * waiting for another sweep, after which sweep_take_up() looks again. -1 with the sentence of
 * sweep_take_up() when it cannot; 0 also when there is none. */
int sweep_check_resumable(struct sweep_run *run, bool *shared, struct err *err);

/* Find the sweep to resume and make what is left of its plan, which is nothing when there is
 * nothing to resume. Refused with a sentence where the program or the machine is another than it
 * began with. */
int sweep_take_up(struct sweep_run *run, struct err *err);

/* Refuse to run a stored --exec that was not given again; print it and the command that would run
 * it on stderr. Also refuse a given --exec that is not stored. */
int sweep_check_consent(const struct options *stored, const struct options *given, int64_t id,
                        struct err *err);

/* Print on stderr the command that finishes a sweep, and the programs that --exec names, a line
 * each. */
void sweep_print_resumption(const struct options *options, int64_t id);
void sweep_print_programs(const struct options *options);

/* Tell on stderr how many workers of each model this machine could have, and what would stop more.
 */
void sweep_print_limits(const struct sweep_run *run);

/* Warn on stderr of what can be seen before the plan begins. */
void sweep_forecast(const struct sweep_run *run);

/* Warn on stderr when somebody else is busy, by what a trial has just recorded. */
void sweep_warn_of_others(const struct record *sentinel);

/* What the program of that spec takes without tasks: of CPU with as many workers, of memory with
 * one. It is run for that unless it was before. -1 when interrupted. */
int sweep_measure_startup(struct sweep_run *run, const struct spec *spec, struct startup *startup,
                          struct err *err);

/* Turn what the whole program took into what its workers added. */
void sweep_take_off_startup(const struct startup *startup, struct record *record);

/* Perform what is left, and record each trial. */
int sweep_perform(struct sweep_run *run, struct err *err);

/* Begin a search: the plan's start, and the pairs that are asked first. */
void sweep_search_begin(struct sweep_run *run);

/* Let the plan of a search grow by what is asked next; false: there is nothing more, or it is no
 * search. */
bool sweep_search_extend(struct sweep_run *run);

/* Tell the search what came of a trial (s; NAN: it failed). No search: nothing happens. */
void sweep_search_learn(struct sweep_run *run, const struct spec *spec, double total);

/* Tell the search what is recorded, and leave that out of its plan. */
int sweep_search_recall(struct sweep_run *run, const struct done_trial *done, size_t count,
                        struct err *err);

/* Tell on stderr what was found, as far as it is known. */
void sweep_search_report(const struct sweep_run *run);

/* Give back what the functions above took. */
void sweep_free(struct sweep_run *run);

#endif
