/* What would help most: one command that can be pasted, its purpose, and how long it takes. A
 * command for runner names the file and repeats the conditions, so that its trials pool with those
 * already recorded. */
#ifndef ANALYSIS_REPORT_NEXT_H
#define ANALYSIS_REPORT_NEXT_H

#include "analysis/report/pair_answer.h"
#include "base/units.h"

enum { NEXT_COMMAND_SIZE = 1024 };

enum next_kind {
    NEXT_NOTHING,
    NEXT_TRIALS, /* more trials under the same conditions */
    NEXT_PRESET, /* trials of another design */
    NEXT_MARGIN, /* the same trials with another margin */
};

enum { NEXT_LEVELS_MOST = 8 };

struct next {
    enum next_kind kind;
    int64_t level[NEXT_LEVELS_MOST]; /* NEXT_TRIALS: where, ascending */
    size_t level_count;
    char purpose[96];                /* "To narrow it"; empty: nothing to suggest */
    char command[NEXT_COMMAND_SIZE]; /* plain text */
    double seconds;                  /* how long it takes; 0: none to speak of */
};

/* `both`: the command is for this and for another set of conditions that differs only in the work,
 * and together they are those of the preset `quick`. models: a list of more than the pair; NULL:
 * the pair. */
struct next next_of(const struct pair_answer *pair, const struct request *request, bool both,
                    const char *models);

/* The same for the pair alone, in at most that many columns if leaving out levels can achieve it.
 */
struct next next_within(const struct pair_answer *pair, const struct request *request,
                        size_t columns);

/* More trials of a pair, at some levels, and under conditions that differ from the pair's at most
 * in sleep and work. Without a purpose; NEXT_NOTHING if runner does not know a model. */
struct next next_at(const struct pair_answer *pair, const struct request *request,
                    const struct conditions *conditions, const int64_t *levels, size_t count);

/* Does the command help against a finding? */
bool next_cures(const struct next *next, const struct finding *finding);

/* More trials at the levels that were tested here and in `other`, or at a choice of them; without a
 * purpose. models: as with next_of(). label: of the new sweep; NULL: none. */
struct next next_again(const struct pair_answer *pair, const struct pair_answer *other,
                       const struct request *request, const char *models, const char *label);

/* "about 1 minute". Returns text. */
const char *next_duration(char text[static UNITS_SIZE], double seconds);

#endif
