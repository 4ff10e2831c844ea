#include "record/histogram.h"

enum { linear_bits = 7 }; /* 2^7 buckets per doubling */

int histogram_bucket(int64_t value) {
    int highest_bit, shift;

    if (value <= 0)
        return 0;
    highest_bit = 63 - __builtin_clzll((unsigned long long)value);
    if (highest_bit >= 42)
        return HISTOGRAM_BUCKETS - 1;
    shift = highest_bit > linear_bits ? highest_bit - linear_bits : 0;
    return (shift << linear_bits) + (int)(value >> shift);
}

int64_t histogram_low(int bucket) {
    int shift = (bucket >> linear_bits) - 1;

    if (shift <= 0)
        return bucket;
    return ((int64_t)bucket - ((int64_t)shift << linear_bits)) << shift;
}

int64_t histogram_high(int bucket) {
    return bucket == HISTOGRAM_BUCKETS - 1 ? INT64_MAX : histogram_low(bucket + 1) - 1;
}

void extent_add(struct extent *extent, int64_t value) {
    if (extent->count == 0 || value < extent->least)
        extent->least = value;
    if (extent->count == 0 || value > extent->greatest)
        extent->greatest = value;
    extent->count++;
    extent->sum += value;
}

void extent_merge(struct extent *into, const struct extent *from) {
    if (from->count == 0)
        return;
    if (into->count == 0 || from->least < into->least)
        into->least = from->least;
    if (into->count == 0 || from->greatest > into->greatest)
        into->greatest = from->greatest;
    into->count += from->count;
    into->sum += from->sum;
}

void histogram_count(struct histogram *histogram, int64_t value, bool alone) {
    uint32_t *bucket = &histogram->bucket[histogram_bucket(value)];

    if (alone)
        ++*bucket;
    else
        __atomic_fetch_add(bucket, 1, __ATOMIC_RELAXED);
}

void histogram_add(struct histogram *histogram, int64_t value) {
    extent_add(&histogram->exact, value);
    histogram_count(histogram, value, true);
}

void histogram_merge(struct histogram *into, const struct histogram *from) {
    extent_merge(&into->exact, &from->exact);
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++)
        into->bucket[i] += from->bucket[i];
}
