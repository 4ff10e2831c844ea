#include "analysis/report/latency_bars.h"

#include "analysis/render/paragraph.h"
#include "base/units.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Bin i begins at 2^(i/2) us. The first bin includes shorter times, the last longer ones. */
enum { bins = 48, bar_columns = 46 };

struct counts {
    int64_t bin[bins];
    int64_t all, greatest;
    int first, last; /* of the bins that are not empty */
};

static int bin_of(double seconds) {
    double bin = seconds > 1e-6 ? floor(2 * log2(seconds * 1e6)) : 0;

    return bin < bins ? (int)bin : bins - 1;
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

static int read_counts(struct db *db, const char *conditions, const char *model,
                       int64_t concurrency, struct counts *counts, struct err *err) {
    static const int64_t most = INT64_MAX / bins / bar_columns; /* more was inserted by hand */
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "latency_buckets"), err);
    enum step step;

    *counts = (struct counts){0};
    if (!statement)
        return -1;
    bind_text(statement, ":conditions", conditions);
    bind_text(statement, ":model", model);
    bind_integer(statement, ":concurrency", concurrency);
    bind_text(statement, ":metric", "wake");
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        int64_t count = row_integer(statement, "count");

        if (count > 0 && count < most - counts->all)
            add_bucket(counts, row_real(statement, "low"), count);
    }
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
    printf("  %10s  %6.2f%%  %.*s\n", from, 100.0 * (double)count / (double)counts->all, length,
           bar);
}

static int draw_level(struct db *db, const char *conditions, const char *model, int64_t concurrency,
                      struct err *err) {
    char level[UNITS_SIZE];
    struct counts counts;

    if (read_counts(db, conditions, model, concurrency, &counts, err))
        return -1;
    if (counts.all == 0)
        return 0;
    printf("\n");
    paragraph_line("%s at %s: how late waits ended, from", model, units_count(level, concurrency));
    for (int bin = counts.first; bin <= counts.last; bin++)
        draw_bin(&counts, bin);
    return 0;
}

int bars_draw(struct db *db, const struct group *group, struct err *err) {
    struct statement *row = db_prepare(db, sql_find(sql_statements, "latency_levels"), err);
    enum step step;

    if (!row)
        return -1;
    bind_text(row, ":conditions", group->conditions.key);
    bind_text(row, ":metric", "wake");
    while ((step = statement_step(row, err)) == STEP_ROW)
        if (draw_level(db, group->conditions.key, row_text_known(row, "model"),
                       row_integer(row, "concurrency"), err)) {
            step = STEP_ERROR;
            break;
        }
    statement_free(row);
    return step == STEP_DONE ? 0 : -1;
}
