#include "analysis/estimate/moderation.h"

#include "base/memory.h"

#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double least_variance = 1e-12, least_prior_df = .1;

/* The trend at a level is fitted to its nearest levels: at least this many, and this share of all.
 */
enum { nearest = 7 };
static const double nearest_share = 1. / 3;

/* Newton's method for trigamma(x) = y, in 1 / trigamma, which is convex (Smyth's appendix). */
static double inverse_trigamma(double y) {
    double x = .5 + 1 / y;

    if (y > 1e7)
        return 1 / sqrt(y);
    if (y < 1e-6)
        return 1 / y;
    for (int i = 0; i < 50; i++) {
        double value = gsl_sf_psi_1(x), step = value * (1 - value / y) / gsl_sf_psi_n(2, x);

        x += step;
        if (-step / x < 1e-8)
            break;
    }
    return x;
}

/* --- the trend -------------------------------------------------------------------------------- */

/* The levels that have a variance. */
struct trend {
    double *x, *e; /* e: ln of the variance, corrected for its bias */
    double *trigamma;
    double *fit,
        *leverage; /* the trend at each, made without it, and its variance in units of e's */
    size_t count;
};

static double tricube(double distance, double reach) {
    double part = distance / reach;

    return distance < reach ? pow(1 - part * part * part, 3) : 0;
}

/* How far the nearest `most` others of a level reach. */
static double reach_of(const struct trend *trend, size_t j, size_t most, double *room) {
    for (size_t i = 0; i < trend->count; i++)
        room[i] = i == j ? INFINITY : fabs(trend->x[i] - trend->x[j]);
    gsl_sort(room, 1, trend->count);
    most = most < trend->count - 1 ? most : trend->count - 1;
    return fmax(room[most - 1] * 1.05, 1e-9);
}

/* The local line through the others, at level j. */
static void fit_without(struct trend *trend, size_t j, double reach) {
    double m0 = 0, m1 = 0, m2 = 0, determinant;
    bool is_line;

    for (size_t i = 0; i < trend->count; i++) {
        double z = trend->x[i] - trend->x[j], w = i == j ? 0 : tricube(fabs(z), reach);

        m0 += w;
        m1 += w * z;
        m2 += w * z * z;
    }
    determinant = m0 * m2 - m1 * m1;
    is_line = determinant > 1e-9 * m0 * m2;
    trend->fit[j] = trend->leverage[j] = 0;
    for (size_t i = 0; i < trend->count; i++) {
        double z = trend->x[i] - trend->x[j], w = i == j ? 0 : tricube(fabs(z), reach);
        double weight = is_line ? w * (m2 - m1 * z) / determinant : w / m0;

        trend->fit[j] += weight * trend->e[i];
        trend->leverage[j] += weight * weight;
    }
}

static struct trend trend_new(size_t count) {
    double *room = memory_reals(5 * count);

    return (struct trend){.x = room,
                          .e = room + count,
                          .trigamma = room + 2 * count,
                          .fit = room + 3 * count,
                          .leverage = room + 4 * count};
}

/* Returns false if too few levels have a variance. */
static bool trend_fit(const double *x, const double *variance, const double *df, size_t count,
                      struct trend *trend) {
    size_t most;
    double *room;

    for (size_t i = 0; i < count; i++)
        if (df[i] > 0) {
            trend->x[trend->count] = x[i];
            trend->e[trend->count] = log(variance[i]) - gsl_sf_psi(df[i] / 2) + log(df[i] / 2);
            trend->trigamma[trend->count++] = gsl_sf_psi_1(df[i] / 2);
        }
    if (trend->count < 4)
        return false;
    most = (size_t)ceil(nearest_share * (double)trend->count);
    room = memory_reals(trend->count);
    for (size_t j = 0; j < trend->count; j++)
        fit_without(trend, j, reach_of(trend, j, most > nearest ? most : nearest, room));
    free(room);
    return true;
}

/* The variance of ln sigma^2 around the trend, beyond what the trials' number explains. */
static double excess_of(const struct trend *trend) {
    double sum = 0;

    for (size_t j = 0; j < trend->count; j++) {
        double residual = trend->e[j] - trend->fit[j];

        sum += residual * residual / (1 + trend->leverage[j]) - trend->trigamma[j];
    }
    return fmax(sum / (double)trend->count, 0);
}

/* --- the prior -------------------------------------------------------------------------------- */

/* Replaces e and trigamma by ln of the prior variance and its degrees of freedom. */
static void make_priors(struct trend *trend) {
    double excess = excess_of(trend);

    for (size_t j = 0; j < trend->count; j++) {
        double spread = excess + trend->leverage[j] * (excess + trend->trigamma[j]);
        double df = fmax(2 * inverse_trigamma(spread), least_prior_df);

        trend->e[j] = trend->fit[j] + gsl_sf_psi(df / 2) - log(df / 2);
        trend->trigamma[j] = df;
    }
}

/* Linear between two levels, constant outside. */
static double interpolate(const struct trend *trend, const double *y, double x) {
    size_t i = 0;

    if (x <= trend->x[0])
        return y[0];
    while (i + 1 < trend->count && trend->x[i + 1] < x)
        i++;
    if (i + 1 == trend->count)
        return y[i];
    return y[i] + (y[i + 1] - y[i]) * (x - trend->x[i]) / (trend->x[i + 1] - trend->x[i]);
}

void moderation_apply(const double *x, double *variance, double *df, size_t count) {
    struct trend trend = trend_new(count);

    for (size_t i = 0; i < count; i++)
        variance[i] = fmax(variance[i], least_variance);
    if (trend_fit(x, variance, df, count, &trend)) {
        make_priors(&trend);
        for (size_t i = 0; i < count; i++) {
            double prior = exp(interpolate(&trend, trend.e, x[i]));
            double prior_df = interpolate(&trend, trend.trigamma, x[i]);

            variance[i] = (prior_df * prior + df[i] * variance[i]) / (prior_df + df[i]);
            df[i] += prior_df;
        }
    }
    free(trend.x);
}
