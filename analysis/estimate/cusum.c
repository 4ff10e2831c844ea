#include "analysis/estimate/cusum.h"

#include <math.h>

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
