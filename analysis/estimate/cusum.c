#include "analysis/estimate/cusum.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

size_t cusum_least(const double *height, size_t count, size_t from) {
    double sum = 0, least = INFINITY;
    size_t at = from;

    for (size_t k = 0; k <= count; k++) {
        if (k > 0)
            sum += height[k - 1];
        if (k >= from && sum < least) {
            least = sum;
            at = k;
        }
    }
    return at;
}

double cusum_zero(const double x[2], const double height[2], double part) {
    if (height[1] > height[0])
        part = fmin(fmax(-height[0] / (height[1] - height[0]), 0), 1);
    return x[0] + part * (x[1] - x[0]);
}

double cusum_place(const double *level, const double *height, const double *weight, size_t count,
                   size_t first, size_t last) {
    double *weighted = memory_reals(count), x[2];
    size_t best;

    for (size_t j = 0; j < count; j++)
        weighted[j] = weight[j] * height[j];
    best = cusum_least(weighted, last, first);
    free(weighted);
    if (best == 0 || best == count)
        return best == 0 ? 0 : INFINITY;
    for (size_t i = 0; i < 2; i++)
        x[i] = log(level[best - 1 + i]);
    return fmin(fmax(exp(cusum_zero(x, height + best - 1, .5)), level[best - 1]), level[best]);
}
