/* The search for the concurrency at which one model becomes dearer than another, by ask and tell:
 * it names the levels at which a pair of trials should be performed next, and is told what came of
 * them. It performs nothing, and what it asks follows from what it was told and its seed alone.
 * Where the two cross it searches that; where they tie at the bottom, from where on one is dearer
 * by 5 %. What it finds is what the estimator (crossover.h) says of its pairs, which is what
 * analyze says of the rows. STATISTICS.md 3. Pure. */
#ifndef ANALYSIS_SEARCH_SEARCH_H
#define ANALYSIS_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct search;

enum { SEARCH_ASKS_MOST = 64 }; /* levels asked at once */

/* What is being searched, or was found. */
enum search_goal {
    SEARCH_SCAN,     /* nothing yet: the scan goes on */
    SEARCH_CROSSING, /* where the two cross */
    SEARCH_MARGIN,   /* from where on one is dearer by 5 % */
    SEARCH_NOTHING,  /* it cannot be told who is dearer where */
    SEARCH_A_MORE,   /* nothing: a is dearer at every level of the scan */
    SEARCH_B_MORE,
    SEARCH_TIE, /* nothing: no difference of 5 % at any level of it */
};

/* Where a search stands. Concurrencies; NAN: not known yet. */
struct search_state {
    enum search_goal goal;
    double estimate, low, high; /* the interval at 95 % */
    bool a_more_above;          /* behind it a is the dearer one, else b */
    bool reached;               /* the interval is as narrow as was asked */
    size_t pairs;               /* told of so far */
};

/* Search from … to (from 1 up, from < to), until the interval is within so much of the estimate (a
 * ratio: 0.1 for 10 %). Owned by the caller: search_free(). */
struct search *search_new(int64_t from, int64_t to, double within, uint64_t seed);

/* The levels at which a pair is wanted next, in that order; 0: the search is over. Ask again only
 * when all of them have been told. */
size_t search_ask(struct search *search, int64_t levels[static SEARCH_ASKS_MOST]);

/* What came of a pair at a level: the models' overheads, or anything in proportion to their totals.
 * NAN: it failed, and the level will not be asked for again. */
void search_tell(struct search *search, int64_t level, double a, double b);

struct search_state search_state(const struct search *search);

void search_free(struct search *search);

#endif
