#include "analysis/request.h"

#include "base/command.h"
#include "base/host.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The greatest value that units_parse_count() accepts. */
#define COUNT_MOST 1000000000000000

/* --- readers ---------------------------------------------------------------------------------- */

/* Sets the view and keeps its argument as text. */
static int read_view(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    ((struct request *)into)->view = (enum view)option->value;
    return command_set_text(option, text, into, err);
}

static int read_plot(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    const char *dot;

    text = text ? text : "-";
    dot = strrchr(text, '.');
    if (strcmp(text, "-") && (!dot || (strcmp(dot, ".svg") && strcmp(dot, ".png"))))
        return err_set(err, ERR_USAGE, "--plot: '%s' is neither FILE.svg, FILE.png nor -", text);
    return read_view(option, text, into, err);
}

static int read_metric(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    struct request *request = into;
    const char *names[METRIC_COUNT];

    (void)option;
    for (int i = 0; i < METRIC_COUNT; i++) {
        names[i] = metrics[i].name;
        if (!strcmp(names[i], text)) {
            request->metric = (enum metric)i;
            request->metric_given = true;
            return 0;
        }
    }
    return suggest_refuse(err, "there is no metric", text, names, METRIC_COUNT);
}

/* Reads a percentage above 0 as a ratio. */
static int read_margin(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    char *end;
    double percent = strtod(text, &end);

    if (*end == '%')
        end++;
    if (end == text || *end || !(percent > 0) || percent > 1000)
        return err_set(err, ERR_USAGE,
                       "--margin: '%s' is not a percentage above 0; give one such as 5", text);
    *(double *)command_field(option, into) = percent / 100;
    return 0;
}

static int read_fail_on(const struct command_option *option, const char *text, void *into,
                        struct err *err) {
    (void)option;
    ((struct request *)into)->fail_on_regression = true;
    return strcmp(text, "regression")
               ? err_set(err, ERR_USAGE, "--fail-on: '%s' is not known; give regression", text)
               : 0;
}

static int read_rate(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    int64_t rate = 0;
    const char *trouble = units_parse_count(text, &rate);

    if (!trouble && rate == 0)
        trouble = "is too small";
    *(double *)command_field(option, into) = (double)rate;
    return trouble ? err_set(err, ERR_USAGE,
                             "--rate: '%s' %s; give tasks per second such as 2000 or 50k", text,
                             trouble)
                   : 0;
}

static int read_models(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    (void)option;
    return filter_set_models(&((struct request *)into)->filter, text)
               ? err_set(err, ERR_USAGE,
                         "--model: '%s' is not a list of models such as thread,coroutine", text)
               : 0;
}

static int add_sweep(struct filter *filter, const char *text) {
    bool exclude = *text == '!';
    int64_t id;

    if (units_parse_count(text + exclude, &id))
        return -1;
    if (exclude)
        filter_exclude_sweep(filter, id);
    else
        filter_add_sweep(filter, id);
    return 0;
}

static int read_sweeps(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    struct filter *filter = &((struct request *)into)->filter;
    char *copy = memory_copy_text(text), *rest = copy, *item;
    int result = 0;

    (void)option;
    while (!result && (item = strsep(&rest, ",")))
        if (!strcmp(item, "all"))
            filter->scope = SCOPE_ALL;
        else if (!strcmp(item, "latest"))
            filter->scope = SCOPE_LATEST;
        else
            result = add_sweep(filter, item);
    if (filter->sweep_count > 0)
        filter->scope = SCOPE_ALL;
    free(copy);
    return result ? err_set(err, ERR_USAGE,
                            "--sweep: '%s' is not a list of sweeps; give numbers such as 1,2, or "
                            "!1, latest, or all",
                            text)
                  : 0;
}

/* --- the table -------------------------------------------------------------------------------- */

#define AT(field) .offset = offsetof(struct request, field)

static const struct command_option table[] = {
    {"db", 'd', "FILE", 1, "read FILE (results.db)", command_set_file, AT(db)},
    {"crossover", 0, NULL, 2, "where one model overtakes the other, and the thresholds",
     command_set_choice, AT(view), .value = VIEW_CROSSOVER},
    {"pivot", 0, NULL, 2, "mean overhead and more, per model and concurrency", command_set_choice,
     AT(view), .value = VIEW_PIVOT},
    {"resources", 0, NULL, 2, "CPU, switches, faults and memory, per cell", command_set_choice,
     AT(view), .value = VIEW_RESOURCES},
    {"breakdown", 0, NULL, 2, "overhead by cause, per cell", command_set_choice, AT(view),
     .value = VIEW_BREAKDOWN},
    {"latency", 0, NULL, 2, "latency percentiles, per cell", command_set_choice, AT(view),
     .value = VIEW_LATENCY},
    {"doctor", 0, NULL, 2, "data-quality checks and remedies", command_set_choice, AT(view),
     .value = VIEW_DOCTOR},
    {"compare", 0, "A,B", 2, "before against after: sweep:N, label:TEXT, machine:ID or a file each",
     read_view, AT(compare), .value = VIEW_COMPARE},
    {"decide", 0, NULL, 2, "threads or coroutines for a service (--rate, --sleep, --work)",
     command_set_choice, AT(view), .value = VIEW_DECIDE},
    {"trials", 0, NULL, 2, "every trial (with --format=csv: what runner --import reads)",
     command_set_choice, AT(view), .value = VIEW_TRIALS},
    {"sweeps", 0, NULL, 2, "every sweep", command_set_choice, AT(view), .value = VIEW_SWEEPS},
    {"sql", 0, "QUERY", 2, "run one read-only SQL query over the whole history", read_view, AT(sql),
     .value = VIEW_SQL},
    {"plot", 0, "FILE", 2, "a chart on the terminal, or as FILE.svg or FILE.png", read_plot,
     AT(plot), .value = VIEW_PLOT, .marks = COMMAND_OPTIONAL},
    {"metric", 0, "NAME", 3, "overhead, steady, cpu, memory or p99", read_metric, AT(metric)},
    {"margin", 0, "PCT", 3, "the least difference that counts (5)", read_margin, AT(margin)},
    {"fail-on", 0, "regression", 3, "with --compare: exit 4 if one is found", read_fail_on},
    {"allow-poor", 0, NULL, 3, "judge --fail-on even where trust is poor", command_set_flag,
     AT(allow_poor), .value = true},
    {"quiet", 'q', NULL, 2, "the sentences only, one per line", command_set_flag, AT(quiet),
     .value = true},
    {"rate", 0, "N", 3, "with --decide: N tasks per second", read_rate, AT(rate)},
    {"format", 0, "NAME", 3, "table, csv, json or markdown", command_set_name, AT(format),
     .what = "format", .names = format_names},
    {"model", 'm', "A,B", 4, "these models, A against B", read_models},
    {"models", .group = 4, .marks = COMMAND_ALIAS},
    {"kind", 0, "KIND", 4, "only tasks of this kind", command_set_text, AT(filter.kind)},
    {"sleep", 0, "TIME", 4, "only tasks that wait TIME", command_set_time, AT(filter.sleep_ns),
     .unit = "ms"},
    {"work", 0, "TIME", 4, "only tasks with TIME of CPU work (--decide: the service's)",
     command_set_time, AT(filter.work_ns)},
    {"tasks", 0, "N", 4, "only trials with N tasks", command_set_count, AT(filter.tasks),
     .most = COUNT_MOST},
    {"per-worker", 0, "N", 4, "only trials with N tasks per worker", command_set_count,
     AT(filter.per_worker), .most = COUNT_MOST},
    {"phase", 0, "NAME", 4, "only lockstep or spread", command_set_name, AT(filter.phase),
     .what = "phase", .names = phase_names},
    {"sweep", 0, "LIST", 4, "numbers; !N to exclude one; latest; all", read_sweeps},
    {"machine", 0, "ID", 4, "only trials recorded on this machine", command_set_text,
     AT(filter.machine)},
};

/* --- the command line ------------------------------------------------------------------------- */

/* Settles what depends on several options, once all are read. Returns -1 and sets *err if they do
 * not go together. */
static int settle(struct request *request, struct err *err) {
    bool decides = request->view == VIEW_DECIDE;

    if (decides && isnan(request->rate))
        return err_set(err, ERR_USAGE, "--decide: for how many tasks per second? Give --rate=2000");
    if (!decides && !isnan(request->rate))
        return err_set(err, ERR_USAGE, "--rate: only --decide asks for it; give both");
    if (decides && request->filter.sleep_ns == 0)
        return err_set(err, ERR_USAGE,
                       "--sleep: a service that does not wait needs neither; give a time "
                       "such as 5ms");
    if (decides) { /* the service's wait and work need not have been recorded */
        request->wait_ns = request->filter.sleep_ns;
        request->work_ns = request->filter.work_ns;
        request->filter.sleep_ns = request->filter.work_ns = NO_VALUE;
    }
    if (decides && request->filter.scope == SCOPE_CONDITIONS)
        request->filter.scope = SCOPE_ALL;
    if (request->view == VIEW_SCREEN && request->format != FORMAT_TABLE)
        request->view = VIEW_CROSSOVER; /* the screen is for people only */
    return 0;
}

int request_parse(int argc, char **argv, struct request *request, struct err *err) {
    const struct command command = {
        .program = "analyze",
        .version = host_build(),
        .doc =
            "Read the history that runner made and tell at what concurrency threads become more "
            "expensive than coroutines, in time, CPU and memory. Without an option: the answer on "
            "one screen.\vUnless told otherwise it reads the trials that share the conditions of "
            "the newest sweep. Exit status: 0 answered, 1 no trials to answer from, 2 bad usage, 3 "
            "the file is missing or not ours, 4 what --fail-on names was found.",
        .options = table,
        .count = sizeof table / sizeof *table,
    };

    *request = (struct request){.db = "results.db",
                                .margin = 0.05,
                                .rate = NAN,
                                .wait_ns = NO_VALUE,
                                .work_ns = NO_VALUE,
                                .filter = filter_default()};
    return command_read(&command, argc, argv, false, request, err) || settle(request, err) ? -1 : 0;
}

void request_free(struct request *request) {
    filter_free(&request->filter);
}
