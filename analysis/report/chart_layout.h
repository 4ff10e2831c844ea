/* Where the parts of a drawn chart lie, in points from the top left corner: so that no text is cut
 * off or runs into another. Widths of texts are estimated. */
#ifndef ANALYSIS_REPORT_CHART_LAYOUT_H
#define ANALYSIS_REPORT_CHART_LAYOUT_H

#include "analysis/report/chart_facts.h"

/* Sizes of text. */
enum {
    LAYOUT_TITLE = 20,
    LAYOUT_SMALL_TITLE = 15, /* of one that is long */
    LAYOUT_TEXT = 13,
    LAYOUT_LABEL = 12,
    LAYOUT_NOTE = 11,
    LAYOUT_FOOTER = 10
};

/* A text in lines of the same size; each line must start with plain text. */
struct layout_block {
    const char *text;
    int size;
    unsigned colour;
    double top; /* of the first line */
    size_t columns;
};

enum { LAYOUT_WARNING, LAYOUT_CLAIM, LAYOUT_CONDITIONS, LAYOUT_TRUST, LAYOUT_BLOCKS };

struct layout {
    double width, height;
    struct layout_block block[LAYOUT_BLOCKS];
    struct layout_block footer;
    double left, right;             /* of both panels */
    double top, bottom;             /* of the curves */
    double lower_top, lower_bottom; /* of the ratio; both 0: no such panel */
    struct axis level, figure, ratio;
    struct ticks level_ticks, figure_ticks, ratio_ticks;
    bool shaded; /* some trials of a level differ visibly */
};

/* The height of a line of text. */
double layout_line(int size);

/* The estimated width of a text. */
double layout_width(const char *text, int size);

/* The texts are borrowed; they must be plain. */
struct layout layout_of(const struct chart *chart, const char *footer);

/* Where a point lies in the panel of the curves. */
double layout_x(const struct layout *layout, double level);
double layout_y(const struct layout *layout, double figure);

/* The middle of the row of mark i, which no curve reaches. */
double layout_mark_row(const struct layout *layout, size_t i);

/* On which side of its line the text of a mark is. */
enum layout_side { LAYOUT_RIGHT, LAYOUT_LEFT, LAYOUT_ACROSS };

/* Sets *x to where the text begins, or ends if it is on the left. */
enum layout_side layout_mark(const struct layout *layout, const struct chart_mark *mark, double *x);

/* The label of a curve at its end. */
struct layout_label {
    double x, y; /* of its left end, in the middle */
    bool inside; /* in the panel, right behind the curve's end */
};

/* Labels all curves; those beyond the `count` that fit have none. Owned by the caller: free(). */
struct layout_label *layout_labels(const struct layout *layout, const struct chart *chart,
                                   size_t *count);

#endif
