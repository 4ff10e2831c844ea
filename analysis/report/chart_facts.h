/* What a chart shows, whatever draws it: the claim, the curves of one set of conditions, and where
 * two models cross. */
#ifndef ANALYSIS_REPORT_CHART_FACTS_H
#define ANALYSIS_REPORT_CHART_FACTS_H

#include "analysis/dataset/selection.h"
#include "analysis/render/axis.h"
#include "analysis/report/pair_answer.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"

struct chart_point {
    double level, mean;
    double least, greatest; /* of its trials */
};

struct chart_curve {
    const struct curve *source; /* borrowed */
    char label[192];            /* "thread", "thread, fails from 500" */
    struct chart_point *points;
    size_t count;  /* above 0 */
    bool threaded; /* warm colours; else cool ones */
    size_t rank;   /* among those of its kind; 0: thread, coroutine */
};

/* A concurrency that the answer names. */
struct chart_mark {
    double at;      /* NAN: no estimate */
    bool has_range; /* ... with low and high; NAN: open */
    double low, high;
    char text[4 * UNITS_SIZE + FIGURES_PLACE_SIZE]; /* "670 (200 to 2,000): 5% slower from here" */
};

enum { CHART_MARKS_MOST = 2 };

/* Its texts may come from a stranger's file. */
struct chart {
    const struct group *group;                 /* borrowed */
    struct pair_answers answers;               /* of all its pairs */
    const struct pair_answer *pair;            /* the only one; NULL: several models, or one */
    char warning[2 * SENTENCE_SIZE];           /* "Do not quote: ..."; empty if trust is not poor */
    char title[SENTENCE_SIZE];                 /* the claim without sizes */
    char conditions[2 * CONDITIONS_TEXT_SIZE]; /* and how many trials, when */
    char trust[2 * SENTENCE_SIZE];             /* empty for a model alone */
    const char *axis_title;
    struct chart_curve *curves;
    size_t count;
    struct chart_mark marks[CHART_MARKS_MOST]; /* of the pair, ascending */
    size_t mark_count;
};

/* Does the group have a figure by this metric? */
bool chart_has_figures(const struct group *group, enum metric metric);

/* Returns -1 and sets *err on failure. It points into itself, so it must stay where it was made.
 * Owned by the caller: free with chart_free(), also after a failure. */
int chart_make(struct db *db, const struct group *group, const struct request *request,
               struct chart *chart, struct err *err);

void chart_free(struct chart *chart);

/* The axis over concurrency, and that of the curves; logarithmic if they span more than a factor of
 * 3. above: the part of its length that stays free. */
struct axis chart_level_axis(const struct chart *chart, double room);
struct axis chart_figure_axis(const struct chart *chart, double below, double above);

#endif
