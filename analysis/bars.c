#include "analysis/bars.h"

#include "analysis/words.h"
#include "base/units.h"
#include "store/sql.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Bin i begins at 2^(i/2) us; the first takes what is shorter, the last what is longer. */
enum { bins = 48, bar_columns = 46 };

struct counts {
    int64_t bin[bins];
    int64_t all, greatest;
    int first, last; /* bins that are not empty */
};

static int bin_of(double seconds) {
    int bin = seconds > 1e-6 ? (int)floor(2 * log2(seconds * 1e6)) : 0;

    return bin < bins ? bin : bins - 1;
}

static void add_bucket(struct counts *counts, double low, int64_t count) {
    int bin = bin_of(low);

    if (counts->all == 0)
        counts->first = bin;
    counts->last = bin;
    counts->all += count;
    counts->bin[bin] += count;
    if (counts->bin[bin] > counts->greatest)
        counts->greatest = counts->bin[bin];
}

static int read_counts(struct db *db, const struct group *group, const struct curve *curve,
                       int64_t concurrency, struct counts *counts, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "latency_buckets"), err);
    enum step step;

    *counts = (struct counts){0};
    if (!statement)
        return -1;
    bind_text(statement, ":conditions", group->conditions.key);
    bind_text(statement, ":model", curve->model);
    bind_integer(statement, ":concurrency", concurrency);
    bind_text(statement, ":metric", "wake");
    while ((step = statement_step(statement, err)) == STEP_ROW)
        add_bucket(counts, column_real(statement, column_find(statement, "low")),
                   column_integer(statement, column_find(statement, "count")));
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

static void draw_bin(const struct counts *counts, int bin) {
    static const char bar[] = "##############################################";
    char from[UNITS_SIZE];
    int64_t count = counts->bin[bin];
    int length = (int)(count * bar_columns / counts->greatest);

    if (count > 0 && length == 0)
        length = 1;
    units_time(from, bin ? llround(exp2(bin / 2.0) * 1e3) : 0);
    printf("  %10s  %6.2f %%  %.*s\n", from, 100.0 * (double)count / (double)counts->all, length,
           bar);
}

static int draw_curve(struct db *db, const struct group *group, const struct curve *curve,
                      struct err *err) {
    char level[UNITS_SIZE];
    struct counts counts = {0};

    for (size_t i = curve->count; i > 0 && counts.all == 0; i--) {
        if (read_counts(db, group, curve, curve->cells[i - 1].concurrency, &counts, err))
            return -1;
        if (counts.all > 0) {
            printf("\n");
            words_line("%s at %s: how late waits ended, from", curve->model,
                       units_count(level, curve->cells[i - 1].concurrency));
        }
    }
    for (int bin = counts.first; counts.all > 0 && bin <= counts.last; bin++)
        draw_bin(&counts, bin);
    return 0;
}

int bars_draw(struct db *db, const struct group *group, struct err *err) {
    for (size_t i = 0; i < group->count; i++)
        if (draw_curve(db, group, &group->curves[i], err))
            return -1;
    return 0;
}
