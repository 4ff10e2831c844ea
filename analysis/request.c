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

/* Sets the view, and keeps its argument, if it takes one, as text. */
static int read_view(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    struct request *request = into;

    if (request->view_name && strcmp(request->view_name, option->name))
        return err_set(err, ERR_USAGE, "--%s and --%s ask for different views; give one at a time",
                       request->view_name, option->name);
    request->view_name = option->name;
    request->view = (enum view)option->value;
    return option->argument ? command_set_text(option, text, into, err) : 0;
}

static int read_plot(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    const char *file = text ? text : "-", *dot = strrchr(file, '.');

    if (strcmp(file, "-") && (!dot || (strcmp(dot, ".svg") && strcmp(dot, ".png"))))
        return err_set(err, ERR_USAGE, "--plot: '%s' is neither FILE.svg, FILE.png nor -", file);
    return read_view(option, file, into, err);
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
    {.help = "What to show:"},
    {"compare", 0, "A,B",
     "what changed from A to B (files, sweep:N,\n"
     "label:TEXT, machine:ID)",
     read_view, AT(compare), .value = VIEW_COMPARE},
    {"crossover", 0, NULL, "one record per pair and metric, for programs", read_view,
     .value = VIEW_CROSSOVER},
    {"decide", 0, NULL, "threads or coroutines for --rate tasks per second?", read_view,
     .value = VIEW_DECIDE},
    {"doctor", 0, NULL, "can it be trusted, and what would help?", read_view, .value = VIEW_DOCTOR},
    {"breakdown", 0, NULL, "what the overhead consists of", read_view, .value = VIEW_BREAKDOWN},
    {"latency", 0, NULL, "percentiles of the tasks' response times", read_view,
     .value = VIEW_LATENCY},
    {"pivot", 0, NULL, "means per model and level", read_view, .value = VIEW_PIVOT},
    {"resources", 0, NULL, "CPU, switches, faults and memory per level", read_view,
     .value = VIEW_RESOURCES},
    {"plot", 0, "FILE", "a chart: FILE.svg, FILE.png, or the terminal", read_plot, AT(plot),
     .value = VIEW_PLOT, .marks = COMMAND_OPTIONAL},
    {"sql", 0, "QUERY", "any other question, read only", read_view, AT(sql), .value = VIEW_SQL},
    {"sweeps", 0, NULL, "the recorded sweeps", read_view, .value = VIEW_SWEEPS},
    {"trials", 0, NULL, "the recorded trials", read_view, .value = VIEW_TRIALS},
    {"quiet", 'q', NULL, "the sentences only, one per line", command_set_flag, AT(quiet),
     .value = true},

    {.help = "Which trials (default: the newest sweep's conditions):"},
    {"db", 'd', "FILE", "the file to read (results.db)", command_set_file, AT(db)},
    {"kind", 0, "KIND", "sleep, pipe or tcp", command_set_text, AT(filter.kind)},
    {"machine", 0, "ID", "from this machine", command_set_text, AT(filter.machine)},
    {"model", 'm', "A,B", "A against B; more than two: a table", read_models},
    {"models", .marks = COMMAND_ALIAS},
    {"per-worker", 0, "N", "with N tasks per worker", command_set_count, AT(filter.per_worker),
     .most = COUNT_MOST},
    {"phase", 0, "PHASE", "spread or lockstep", command_set_name, AT(filter.phase), .what = "phase",
     .names = phase_names},
    {"sleep", 0, "TIME", "with tasks that wait TIME", command_set_time, AT(filter.sleep_ns),
     .unit = "ms"},
    {"sweep", 0, "LIST", "these sweeps; !N leaves one out; latest; all", read_sweeps},
    {"tasks", 0, "N", "with N tasks per trial", command_set_count, AT(filter.tasks),
     .most = COUNT_MOST},
    {"work", 0, "TIME", "with TIME of CPU work per task", command_set_time, AT(filter.work_ns)},

    {.help = "How to judge and print:"},
    {"allow-poor", 0, NULL, "judge --fail-on even where trust is poor", command_set_flag,
     AT(allow_poor), .value = true},
    {"fail-on", 0, "regression", "with --compare: exit 4 if something got worse", read_fail_on},
    {"format", 0, "FORMAT", "table, json, csv or markdown", command_set_name, AT(format),
     .what = "format", .names = format_names},
    {"margin", 0, "PCT", "the smallest difference that counts (5)", read_margin, AT(margin)},
    {"metric", 0, "METRIC", "overhead, steady, cpu, memory or p99", read_metric, AT(metric)},
    {"rate", 0, "N", "with --decide: tasks per second", read_rate, AT(rate)},
};

/* --- the command line ------------------------------------------------------------------------- */

static int check_together(const struct request *request, struct err *err) {
    bool decides = request->view == VIEW_DECIDE;

    if (decides && isnan(request->rate))
        return err_set(err, ERR_USAGE, "--decide: for how many tasks per second? Give --rate=2000");
    if (!decides && !isnan(request->rate))
        return err_set(err, ERR_USAGE, "--rate: only --decide uses it; give both");
    if (request->fail_on_regression && request->view != VIEW_COMPARE)
        return err_set(err, ERR_USAGE, "--fail-on: only --compare finds regressions; give both");
    if (request->allow_poor && !request->fail_on_regression)
        return err_set(err, ERR_USAGE,
                       "--allow-poor: only --fail-on refuses to judge poor trials; give both");
    if (decides && request->filter.sleep_ns == 0)
        return err_set(err, ERR_USAGE,
                       "--sleep: a service that does not wait needs neither; give a time "
                       "such as 5ms");
    return 0;
}

/* Settles what depends on several options, once all are read. Returns -1 and sets *err if they do
 * not go together. */
static int settle(struct request *request, struct err *err) {
    bool decides = request->view == VIEW_DECIDE;
    bool lists = request->view == VIEW_TRIALS || request->view == VIEW_SWEEPS;

    if (check_together(request, err))
        return -1;
    if (decides) { /* the service's wait and work need not have been recorded */
        request->wait_ns = request->filter.sleep_ns;
        request->work_ns = request->filter.work_ns;
        request->filter.sleep_ns = request->filter.work_ns = NO_VALUE;
    }
    if ((decides || lists) && request->filter.scope == SCOPE_CONDITIONS)
        request->filter.scope = SCOPE_ALL;
    if (request->view == VIEW_SCREEN && request->format != FORMAT_TABLE)
        request->view = VIEW_CROSSOVER; /* the screen is for people only */
    return 0;
}

int request_parse(int argc, char **argv, struct request *request, struct err *err) {
    const struct command command = {
        .program = "analyze",
        .version = host_build(),
        .before = "At what concurrency do threads cost more than coroutines, in time, CPU and\n"
                  "memory? Reads the trials that runner recorded. Without options: the answer.",
        .after = "Numbers take k and M, times ns, us, ms and s.\n"
                 "Exit status: 0 answered, 1 nothing to answer from, 2 usage, 3 file trouble,\n"
                 "4 --fail-on found something, 5 --fail-on cannot be judged.",
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
