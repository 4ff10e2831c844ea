/* The zero of a curve that is mostly negative at first and mostly positive later, read off noisy
 * heights: the point where the running sum of the heights, in ascending order, is least (CUSUM).
 * One noisy level cannot move it far. Pure. */
#ifndef ANALYSIS_ESTIMATE_CUSUM_H
#define ANALYSIS_ESTIMATE_CUSUM_H

#include <stddef.h>

/* The k from `from` to `count` for which the sum of the first k heights is least; if there are
 * several, the first. */
size_t cusum_least(const double *height, size_t count, size_t from);

/* The zero of the line from (x[0], height[0]) to (x[1], height[1]), limited to the range between
 * the two; if the line does not rise, `part` of the way. */
double cusum_zero(const double x[2], const double height[2], double part);

/* The concurrency at which heights over ascending levels pass 0 upwards: in the gap from `first` to
 * `last` with the least sum of weight * height below it, by a line in ln c (half way if the line
 * does not rise). Gap k lies below level k. 0: below every level; INFINITY: above. */
double cusum_place(const double *level, const double *height, const double *weight, size_t count,
                   size_t first, size_t last);

#endif
