/* The coarse levels of a search: pairs are added where it is not yet clear who is dearer, until it
 * is, or enough was spent. STATISTICS.md 3.1, "scan" and "racing". Pure. */
#ifndef ANALYSIS_SEARCH_SCAN_H
#define ANALYSIS_SEARCH_SCAN_H

#include "analysis/search/probes.h"

/* What the pairs of a level show. */
enum finding {
    FINDING_OPEN,   /* not enough */
    FINDING_A_MORE, /* a is, and that it is by less than the margin is not shown */
    FINDING_B_MORE,
    FINDING_TIE, /* surely less than the margin */
};

/* One level of the scan; plain data. */
struct scanned {
    double x;    /* ln c */
    double mean; /* of ln(a / b) */
    enum finding finding;
    bool by_margin; /* surely by more than the margin */
    int64_t level;
    size_t tried;
};

enum { SCAN_MOST = 64 }; /* levels */

struct scan {
    struct scanned level[SCAN_MOST]; /* ascending; where a model cannot run it is left out */
    size_t count;
};

/* Mark the levels from … to, each twice the one below it or less, as those of the scan. */
void scan_lay(struct probes *probes, int64_t from, int64_t to);

/* Look at them. margin: a ratio, below which a difference does not matter. */
struct scan scan_look(const struct probes *probes, double margin);

/* The levels that deserve one more pair, greatest first; returns how many. */
size_t scan_wants(const struct scan *scan, int64_t *levels);

/* Where the mean ratio, turned by sign and less `above` (in ln), passes 0 between levels first and
 * last: linear in ln c at the least running sum. */
double scan_zero(const struct scan *scan, size_t first, size_t last, int sign, double above);

#endif
