#include "analysis/report/ranking.h"

#include "analysis/render/paragraph.h"
#include "analysis/report/closing.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows of models that fit on the screen below three sentences. */
enum { rows_most = 10 };

/* One model at the level; NAN: unknown. memory: bytes per worker. */
struct ranked {
    const char *model;
    double figure[METRIC_COUNT];
};

/* The models in the order of their time, and how trustworthy they are together. */
struct ranking {
    int64_t level;
    struct ranked *ranked;
    size_t count;
    const struct pair_answer *worst; /* the pair with the lowest trust */
};

/* --- making ----------------------------------------------------------------------------------- */

static const struct cell *cell_at(const struct curve *curve, int64_t concurrency) {
    for (size_t i = 0; i < curve->count; i++)
        if (curve->cells[i].concurrency == concurrency && curve->cells[i].trials > 0)
            return &curve->cells[i];
    return NULL;
}

/* The highest level at which every model ran, or else at which most did. */
static int64_t shared_level(const struct group *group) {
    int64_t best = 0;
    size_t most = 0;

    for (size_t i = 0; i < group->count; i++)
        for (size_t k = 0; k < group->curves[i].count; k++) {
            int64_t level = group->curves[i].cells[k].concurrency;
            size_t models = 0;

            for (size_t j = 0; j < group->count; j++)
                models += cell_at(&group->curves[j], level) != NULL;
            if (models > most || (models == most && level > best)) {
                most = models;
                best = level;
            }
        }
    return best;
}

static int by_time(const void *one, const void *other) {
    double left = ((const struct ranked *)one)->figure[METRIC_OVERHEAD];
    double right = ((const struct ranked *)other)->figure[METRIC_OVERHEAD];

    return (left > right) - (left < right);
}

static struct ranking ranking_of(const struct group *group, const struct pair_answer *pairs,
                                 size_t count) {
    struct ranking ranking = {.level = shared_level(group),
                              .ranked = memory_get(group->count + 1, sizeof *ranking.ranked),
                              .worst = pairs};

    for (size_t i = 0; i < group->count; i++) {
        const struct curve *curve = &group->curves[i];
        const struct cell *cell = cell_at(curve, ranking.level);
        struct ranked *ranked = &ranking.ranked[ranking.count];

        if (!cell)
            continue;
        ranking.count++;
        ranked->model = curve->model;
        memcpy(ranked->figure, cell->mean, sizeof ranked->figure);
        if (curve->memory_slope > 0)
            ranked->figure[METRIC_MEMORY] = curve->memory_slope;
    }
    qsort(ranking.ranked, ranking.count, sizeof *ranking.ranked, by_time);
    for (size_t i = 0; i < count; i++)
        if (pairs[i].trust.count > 0 &&
            (ranking.worst->trust.count == 0 ||
             pairs[i].trust.findings[0].weight > ranking.worst->trust.findings[0].weight))
            ranking.worst = &pairs[i];
    return ranking;
}

/* --- sentences -------------------------------------------------------------------------------- */

/* The models with the least, the second, and the greatest figure; NULL: too few have one. */
struct extremes {
    const struct ranked *best, *second, *last;
};

static struct extremes extremes_of(const struct ranking *ranking, enum metric metric) {
    struct extremes found = {NULL, NULL, NULL};

    for (size_t i = 0; i < ranking->count; i++) {
        const struct ranked *ranked = &ranking->ranked[i];
        double figure = ranked->figure[metric];

        if (!(figure > 0))
            continue;
        if (!found.best || figure < found.best->figure[metric]) {
            found.second = found.best;
            found.best = ranked;
        } else if (!found.second || figure < found.second->figure[metric]) {
            found.second = ranked;
        }
        if (!found.last || figure >= found.last->figure[metric])
            found.last = ranked;
    }
    return found;
}

static void print_time(const struct ranking *ranking, const char *reliability) {
    struct extremes found = extremes_of(ranking, METRIC_OVERHEAD);
    char text[SENTENCE_SIZE] = "", level[UNITS_SIZE], size[UNITS_SIZE];

    if (!found.second)
        return;
    text_add(text, sizeof text, "%s is fastest at %s concurrent tasks%s; %s is %s slower",
             found.best->model, units_count(level, ranking->level), reliability,
             found.second->model,
             figures_size(size, found.second->figure[METRIC_OVERHEAD] /
                                    found.best->figure[METRIC_OVERHEAD]));
    if (found.last != found.second)
        text_add(text, sizeof text, ", %s %s", found.last->model,
                 figures_size(size, found.last->figure[METRIC_OVERHEAD] /
                                        found.best->figure[METRIC_OVERHEAD]));
    text_add(text, sizeof text, ".");
    paragraph_print("TIME", text);
}

static void print_cpu(const struct ranking *ranking, const char *reliability) {
    struct extremes found = extremes_of(ranking, METRIC_CPU);
    char text[SENTENCE_SIZE] = "", level[UNITS_SIZE], size[UNITS_SIZE];

    if (!found.second)
        return;
    text_add(text, sizeof text, "%s uses least at %s%s; %s uses %s", found.best->model,
             units_count(level, ranking->level), reliability, found.second->model,
             figures_size(size, found.second->figure[METRIC_CPU] / found.best->figure[METRIC_CPU]));
    text_add(text, sizeof text,
             found.second->figure[METRIC_CPU] < 1.995 * found.best->figure[METRIC_CPU] ? " more"
                                                                                       : "");
    if (found.last != found.second)
        text_add(
            text, sizeof text, ", %s %s", found.last->model,
            figures_size(size, found.last->figure[METRIC_CPU] / found.best->figure[METRIC_CPU]));
    text_add(text, sizeof text, ".");
    paragraph_print("CPU", text);
}

static void print_memory(const struct ranking *ranking) {
    struct extremes found = extremes_of(ranking, METRIC_MEMORY);
    char text[SENTENCE_SIZE] = "", one[UNITS_SIZE], other[UNITS_SIZE], size[UNITS_SIZE];
    const char *unit = NULL;

    if (!found.second)
        return;
    figures_bytes(one, found.best->figure[METRIC_MEMORY], &unit);
    text_add(
        text, sizeof text, "%s uses least, %s %s per worker; %s %s (%s).", found.best->model, one,
        unit, found.last->model, figures_bytes(other, found.last->figure[METRIC_MEMORY], &unit),
        figures_size(size, found.last->figure[METRIC_MEMORY] / found.best->figure[METRIC_MEMORY]));
    paragraph_print("MEMORY", text);
}

const struct pair_answer *ranking_title(const struct group *group, const struct pair_answer *pairs,
                                        size_t count, enum metric metric,
                                        char text[static SENTENCE_SIZE]) {
    static const char *const claims[METRIC_COUNT] = {
        [METRIC_OVERHEAD] = "%s is fastest at %s%s",
        [METRIC_STEADY] = "Without start-up %s is fastest at %s%s",
        [METRIC_CPU] = "%s uses least CPU at %s%s",
        [METRIC_MEMORY] = "%s uses least memory at %s%s",
        [METRIC_P99] = "At the 99th percentile %s is fastest at %s%s",
    };
    struct ranking ranking = ranking_of(group, pairs, count);
    const struct ranked *best = extremes_of(&ranking, metric).best;
    char level[UNITS_SIZE];

    *text = 0;
    if (best)
        text_add(text, SENTENCE_SIZE, claims[metric], best->model,
                 units_count(level, ranking.level), ranking.worst->poor ? ", not reliable" : "");
    else
        text_add(text, SENTENCE_SIZE, "%zu models", group->count);
    free(ranking.ranked);
    return ranking.worst;
}

/* --- the table -------------------------------------------------------------------------------- */

/* "4.2x" against the best; nothing for the best itself. */
static const char *against(const struct ranking *ranking, const struct ranked *ranked,
                           enum metric metric, char text[static UNITS_SIZE]) {
    struct extremes found = extremes_of(ranking, metric);
    char number[UNITS_SIZE];

    *text = 0;
    if (found.best && found.best != ranked && ranked->figure[metric] > 0)
        snprintf(text, UNITS_SIZE, "%sx",
                 figures_ratio(number, ranked->figure[metric] / found.best->figure[metric], 2));
    return text;
}

static void print_row(const struct ranking *ranking, const struct ranked *ranked) {
    char ratio[UNITS_SIZE] = "-", cpu[UNITS_SIZE] = "-", memory[UNITS_SIZE] = "-",
         p99[2 * UNITS_SIZE] = "-", slower[UNITS_SIZE], more[UNITS_SIZE], number[UNITS_SIZE],
         name[64];
    const char *unit = NULL;
    const double *figure = ranked->figure;

    if (figure[METRIC_OVERHEAD] > 0)
        figures_ratio(ratio, figure[METRIC_OVERHEAD], 3);
    if (figure[METRIC_CPU] > 0)
        snprintf(cpu, sizeof cpu, "%s us", figures_ratio(number, figure[METRIC_CPU] * 1e6, 3));
    if (figure[METRIC_MEMORY] > 0) {
        figures_bytes(number, figure[METRIC_MEMORY], &unit);
        snprintf(memory, sizeof memory, "%s %s", number, unit);
    }
    if (figure[METRIC_P99] > 0)
        snprintf(p99, sizeof p99, "%s ms", figures_level(number, round(figure[METRIC_P99] * 1e3)));
    text_plain(name, sizeof name, ranked->model);
    printf("  %-15.15s %-7s %-9s %-7s %6s   %-11s %9s\n", name, ratio,
           against(ranking, ranked, METRIC_OVERHEAD, slower), cpu,
           against(ranking, ranked, METRIC_CPU, more), memory, p99);
}

static void print_table(const struct ranking *ranking) {
    char level[UNITS_SIZE], at[2 * UNITS_SIZE];
    size_t shown = ranking->count < rows_most ? ranking->count : rows_most;

    snprintf(at, sizeof at, "at %s", units_count(level, ranking->level));
    printf("\n  %-15s %-17s %-16s %-11s %9s\n", at, "time", "CPU per task", "per worker", "p99");
    for (size_t i = 0; i < shown; i++)
        print_row(ranking, &ranking->ranked[i]);
    if (shown < ranking->count)
        printf("  and %zu more: --pivot shows all\n", ranking->count - shown);
    printf("\n");
}

/* --- all together ----------------------------------------------------------------------------- */

/* A pair in which one model is of threads, if there is such a pair. */
static void add_pair_command(struct closing *closing, const struct pair_answer *pairs, size_t count,
                             const struct request *request) {
    const struct pairing *pairing = pairs->pairing;
    char command[NEXT_COMMAND_SIZE] = "analyze --db=", models[256];

    for (size_t i = count; i-- > 0;)
        if (pairs[i].pairing->a->threaded && !pairs[i].pairing->b->threaded)
            pairing = pairs[i].pairing;
    text_add_word(command, sizeof command, request->db);
    snprintf(models, sizeof models, "%s,%s", pairing->a->model, pairing->b->model);
    text_add(command, sizeof command, " --model=");
    text_add_word(command, sizeof command, models);
    closing_add_line(closing, "  %s    # a pair, its crossover", command);
}

/* All models that are ranked, as a list. */
static const char *all_models(const struct ranking *ranking, char *text, size_t size) {
    *text = 0;
    for (size_t i = 0; i < ranking->count; i++)
        text_add(text, size, "%s%s", i ? "," : "", ranking->ranked[i].model);
    return text;
}

static int print_closing(struct db *db, const struct ranking *ranking, const struct group *group,
                         const struct pair_answer *pairs, size_t count,
                         const struct selection *selection, const struct request *request,
                         struct err *err) {
    struct pivot own = {.groups = (struct group *)group, .count = 1};
    struct closing closing = {.text = ""};
    char conditions[CONDITIONS_TEXT_SIZE], models[512];
    struct next next =
        next_of(ranking->worst, request, false, all_models(ranking, models, sizeof models));

    closing_add(&closing, "%s. time: elapsed / ideal, and against the best.",
                conditions_text(&group->conditions, NULL, conditions));
    closing_add_counts(&closing, selection, ranking->worst, 1);
    closing_add_trust(&closing, ranking->worst, NULL, 1);
    if (ranking->worst->poor)
        closing_add_next(&closing, &next);
    add_pair_command(&closing, pairs, count, request);
    if (closing_add_elsewhere(&closing, db, &own, request, false, err))
        return -1;
    closing_print(&closing);
    return 0;
}

int ranking_print(struct db *db, const struct group *group, const struct pair_answer *pairs,
                  size_t count, const struct selection *selection, const struct request *request,
                  struct err *err) {
    struct ranking ranking = ranking_of(group, pairs, count);
    const char *reliability = ranking.worst->poor ? ", not reliable" : "";
    char text[2 * SENTENCE_SIZE], reasons[SENTENCE_SIZE];
    int result = 0;

    if (ranking.worst->poor) {
        snprintf(text, sizeof text, "Do not quote: %s.",
                 pair_answer_reasons(ranking.worst, reasons));
        paragraph_print(NULL, text);
        printf("\n");
    }
    print_time(&ranking, reliability);
    print_cpu(&ranking, reliability);
    print_memory(&ranking);
    if (!request->quiet && !request->brief) {
        print_table(&ranking);
        result = print_closing(db, &ranking, group, pairs, count, selection, request, err);
    }
    free(ranking.ranked);
    return result;
}
