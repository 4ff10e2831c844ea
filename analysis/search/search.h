/* Searches for the concurrency from which on one model costs more than another. The caller asks for
 * the levels at which to perform the next pairs of trials, and reports their results. The search
 * itself performs nothing, and the levels depend only on the results and the seed. If the models
 * cross, it searches for the crossing; if they tie at the lowest levels, for the level from which
 * on one costs 5% more. The result is what the estimator (crossover.h) finds in the pairs, as
 * analyze does in the rows. STATISTICS.md 3. Pure. */
#ifndef ANALYSIS_SEARCH_SEARCH_H
#define ANALYSIS_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct search;

enum { SEARCH_ASKS_MOST = 64 }; /* levels returned at once */

/* What is searched for, or was found. */
enum search_goal {
    SEARCH_SCAN,     /* nothing yet: the scan is not finished */
    SEARCH_CROSSING, /* where the two cross */
    SEARCH_MARGIN,   /* from where on one costs 5% more */
    SEARCH_NOTHING,  /* undecided which costs more where */
    SEARCH_A_MORE,   /* nothing: a costs more at every level of the scan */
    SEARCH_B_MORE,
    SEARCH_TIE, /* nothing: no difference of 5% at any level of the scan */
};

/* The state of a search, in concurrency. NAN: not known yet. */
struct search_state {
    enum search_goal goal;
    double estimate, low, high; /* with the 95% interval */
    bool a_more_above;          /* above it a costs more, else b */
    bool reached;               /* the interval is as narrow as requested */
    size_t pairs;               /* reported so far */
};

/* Begins a search from `from` to `to` (from at least 1, from < to), which ends when the interval is
 * within that ratio of the estimate (0.1 for 10%). Owned by the caller: free with search_free(). */
struct search *search_new(int64_t from, int64_t to, double within, uint64_t seed);

/* Writes the levels at which pairs are needed next, in that order. Returns how many; 0: the search
 * is over. Call it again only after all of them were reported. */
size_t search_ask(struct search *search, int64_t levels[static SEARCH_ASKS_MOST]);

/* Reports the result of a pair at a level: the models' overheads, or anything in proportion to
 * their totals. NAN: the pair failed, and the level is not requested again. */
void search_tell(struct search *search, int64_t level, double a, double b);

struct search_state search_state(const struct search *search);

void search_free(struct search *search);

#endif
