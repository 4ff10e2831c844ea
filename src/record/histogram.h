/* A log-linear histogram of times. Each bucket is at most 1/128 of its value wide. Adding a value
 * takes two shifts; merging adds counts, is exact and works in any order.
 *
 *      value      0 .. 255    one bucket each
 *      above      128 buckets per doubling, up to 2^42 ns (73 minutes); longer times share one last
 *                 bucket */
#ifndef RECORD_HISTOGRAM_H
#define RECORD_HISTOGRAM_H

#include <stdbool.h>
#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 4609 };

/* The number of values, their exact sum, minimum and maximum; the last three mean nothing if there
 * are no values. */
struct extent {
    int64_t count, sum, least, greatest;
};

/* Plain data; zeroed means empty. Values are in ns. */
struct histogram {
    struct extent exact;
    uint32_t bucket[HISTOGRAM_BUCKETS];
};

/* Returns the bucket of a value; a negative value counts as 0. */
int histogram_bucket(int64_t value);

/* Return the lowest and the highest value of a bucket. */
int64_t histogram_low(int bucket);
int64_t histogram_high(int bucket);

void histogram_add(struct histogram *histogram, int64_t value);

/* The two parts of histogram_add() and histogram_merge(), for callers that keep extents and buckets
 * apart. Several threads may count into one histogram at once if each passes alone = false. */
void extent_add(struct extent *extent, int64_t value);
void extent_merge(struct extent *into, const struct extent *from);
void histogram_count(struct histogram *histogram, int64_t value, bool alone);

/* Adds all values of `from` to `into`. */
void histogram_merge(struct histogram *into, const struct histogram *from);

#endif
