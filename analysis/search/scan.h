/* The coarse levels of a search. Pairs are added where it is not yet clear which model costs more,
 * until it is clear or enough pairs were spent. STATISTICS.md 3.1, "scan" and "racing". Pure. */
#ifndef ANALYSIS_SEARCH_SCAN_H
#define ANALYSIS_SEARCH_SCAN_H

#include "analysis/search/probes.h"

/* What the pairs of a level show. */
enum finding {
    FINDING_OPEN,   /* undecided */
    FINDING_A_MORE, /* a costs more, and may do so by more than the margin */
    FINDING_B_MORE,
    FINDING_TIE, /* the difference is surely below the margin */
};

/* One level of the scan; plain data. */
struct scanned {
    double x;    /* ln c */
    double mean; /* of ln(a / b) */
    enum finding finding;
    bool by_margin; /* the difference is surely above the margin */
    int64_t level;
    size_t tried;
};

enum { SCAN_MOST = 64 }; /* levels */

struct scan {
    struct scanned level[SCAN_MOST]; /* ascending; without levels where a model cannot run */
    size_t count;
};

/* Marks levels from `from` to `to`, each at most twice the one below it, for the scan. */
void scan_lay(struct probes *probes, int64_t from, int64_t to);

/* Returns what the pairs show. margin: the ratio below which a difference does not matter. */
struct scan scan_look(const struct probes *probes, double margin);

/* Writes the levels that need one more pair, highest first. Returns how many. */
size_t scan_wants(const struct scan *scan, int64_t *levels);

/* Returns where, in ln c, the mean ratio times sign minus `above` (in ln) passes 0 between levels
 * first and last: by a line in ln c, at the least running sum. */
double scan_zero(const struct scan *scan, size_t first, size_t last, int sign, double above);

#endif
