#include "analysis/search/scan.h"

#include "analysis/estimate/cusum.h"
#include "base/memory.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum {
    pairs_first = 2, /* pairs at every level before anything is decided */
    pairs_most = 16, /* pairs at a level that stays undecided */
    looks = 5,       /* looks at a level that the error rate is corrected for */
    reach = 2,       /* levels on either side whose variances are pooled */
    own_weight = 4,  /* weight of that pool in a level's own variance, in pairs */
};

/* --- the levels ------------------------------------------------------------------------------- */

void scan_lay(struct probes *probes, int64_t from, int64_t to) {
    double octaves = ceil(log2((double)to / (double)from) - 1e-9);
    double steps = fmin(octaves, SCAN_MOST - 1);

    for (double i = 0; i <= steps; i++) {
        double part = steps > 0 ? i / steps : 0;
        double level = (double)from * pow((double)to / (double)from, part);

        probes_at(probes, llround(level))->scanned = true;
    }
}

/* --- what the pairs show ---------------------------------------------------------------------- */

struct pairs {
    double mean, squares, count; /* squares: sum of the squared distances from the mean */
};

static struct pairs pairs_of(const struct probe *probe) {
    struct pairs pairs = {.count = (double)probe->count};

    for (size_t k = 0; k < probe->count; k++)
        pairs.mean += probe_ratio(probe, k) / pairs.count;
    for (size_t k = 0; k < probe->count; k++) {
        double distance = probe_ratio(probe, k) - pairs.mean;

        pairs.squares += distance * distance;
    }
    return pairs;
}

/* By how much the mean at level j may be wrong; NAN: unknown. A level's own variance is drawn
 * towards the variance around it, because few pairs tell little about it. */
static double allowance(const struct pairs *pairs, size_t count, size_t j) {
    size_t from = j > reach ? j - reach : 0, to = j + reach < count ? j + reach : count - 1;
    double squares = 0, degrees = 0, own = pairs[j].count - 1, variance;

    for (size_t i = from; i <= to; i++) {
        squares += pairs[i].squares;
        degrees += pairs[i].count - 1;
    }
    if (degrees < 1)
        return NAN;
    variance = (own_weight * squares / degrees + pairs[j].squares) / (own_weight + own);
    return gsl_cdf_tdist_Pinv(1 - 0.05 / (2 * looks * (double)count),
                              fmin(degrees, own_weight + own)) *
           sqrt(fmax(variance, 1e-12) / pairs[j].count);
}

static void judge(struct scanned *level, double allowed, double margin) {
    double size = fabs(level->mean);

    level->by_margin = size - allowed > log1p(margin);
    if (size + allowed < log1p(margin))
        level->finding = FINDING_TIE;
    else if (size > allowed)
        level->finding = level->mean > 0 ? FINDING_A_MORE : FINDING_B_MORE;
}

struct scan scan_look(const struct probes *probes, double margin) {
    struct pairs pairs[SCAN_MOST];
    struct scan scan = {0};

    for (size_t i = 0; i < probes->count && scan.count < SCAN_MOST; i++) {
        const struct probe *probe = &probes->probe[i];

        if (!probe->scanned || probe->failed)
            continue;
        pairs[scan.count] = pairs_of(probe);
        scan.level[scan.count] = (struct scanned){.x = log((double)probe->level),
                                                  .mean = pairs[scan.count].mean,
                                                  .level = probe->level,
                                                  .tried = probe->tried};
        scan.count++;
    }
    for (size_t j = 0; j < scan.count; j++)
        if (pairs[j].count >= pairs_first)
            judge(&scan.level[j], allowance(pairs, scan.count, j), margin);
    return scan;
}

double scan_zero(const struct scan *scan, size_t first, size_t last, int sign, double above) {
    const struct scanned *level = scan->level + first;
    size_t count = last - first, at;
    double *height = memory_reals(count + 1), zero;

    for (size_t j = 0; j <= count; j++)
        height[j] = sign * level[j].mean - above;
    at = count > 0 ? cusum_least(height, count, 1) - 1 : 0;
    zero = count > 0 ? cusum_zero((double[]){level[at].x, level[at + 1].x}, height + at, 0.5)
                     : level->x;
    free(height);
    return zero;
}

/* --- which levels need more pairs ------------------------------------------------------------- */

static int sign_of(enum finding finding) {
    return (finding == FINDING_A_MORE) - (finding == FINDING_B_MORE);
}

/* Is the level undecided because the crossing is near: between neighbours of opposite sign, and
 * within a factor of 2.2 of the zero? The refinement will search there anyway. */
static bool is_near_crossing(const struct scan *scan, size_t j) {
    static const double near = 2.2;
    size_t below = j, above = j;

    while (below > 0 && sign_of(scan->level[below].finding) == 0)
        below--;
    while (above + 1 < scan->count && sign_of(scan->level[above].finding) == 0)
        above++;
    if (sign_of(scan->level[below].finding) * sign_of(scan->level[above].finding) >= 0)
        return false;
    return fabs(scan->level[j].x -
                scan_zero(scan, below, above, sign_of(scan->level[above].finding), 0)) <= log(near);
}

/* At the highest level, the size of the difference matters too: it decides whether there is a
 * threshold to search for. */
static bool is_open(const struct scan *scan, size_t j) {
    const struct scanned *level = &scan->level[j];

    if (j + 1 == scan->count && level->finding != FINDING_TIE && !level->by_margin)
        return true;
    return level->finding == FINDING_OPEN && !is_near_crossing(scan, j);
}

size_t scan_wants(const struct scan *scan, int64_t *levels) {
    size_t count = 0;

    for (size_t j = scan->count; j-- > 0;) {
        const struct scanned *level = &scan->level[j];

        if (level->tried < pairs_first || (level->tried < pairs_most && is_open(scan, j)))
            levels[count++] = level->level;
    }
    return count;
}
