/* A log-linear histogram of times: every bucket is at most 1/128 of its value wide, adding is two
 * shifts, and merging is adding counts, exact and in any order.
 *
 *     value      0 .. 255    one bucket each
 *     above      128 buckets for each doubling, up to 2^42 ns (73 minutes); what is longer goes
 *                into one last bucket
 */
#ifndef RECORD_HISTOGRAM_H
#define RECORD_HISTOGRAM_H

#include <stdbool.h>
#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 4609 };

/* How many values there were, and their exact sum and ends, which mean nothing when there were
 * none. */
struct extent {
    int64_t count, sum, least, greatest;
};

/* Plain data; a zeroed one is empty. Values are in ns. */
struct histogram {
    struct extent exact;
    uint32_t bucket[HISTOGRAM_BUCKETS];
};

/* The bucket of a value; below 0 counts as 0. */
int histogram_bucket(int64_t value);

/* The least and the greatest value of a bucket. */
int64_t histogram_low(int bucket);
int64_t histogram_high(int bucket);

void histogram_add(struct histogram *histogram, int64_t value);

/* The two halves of it, for who keeps them apart. Several threads may count into one histogram at
 * once when each says that it is not alone. */
void extent_add(struct extent *extent, int64_t value);
void extent_merge(struct extent *into, const struct extent *from);
void histogram_count(struct histogram *histogram, int64_t value, bool alone);

/* Add every value of `from` to `into`. */
void histogram_merge(struct histogram *into, const struct histogram *from);

#endif
