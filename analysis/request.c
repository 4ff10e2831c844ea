#include "analysis/request.h"

#include "base/host.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <argp.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum key {
    KEY_PIVOT = 256,
    KEY_CROSSOVER,
    KEY_TRIALS,
    KEY_SWEEPS,
    KEY_RESOURCES,
    KEY_LATENCY,
    KEY_BREAKDOWN,
    KEY_DOCTOR,
    KEY_COMPARE,
    KEY_FAIL_ON,
    KEY_DECIDE,
    KEY_RATE,
    KEY_WORK,
    KEY_SQL,
    KEY_PLOT,
    KEY_METRIC,
    KEY_MARGIN,
    KEY_FORMAT,
    KEY_KIND,
    KEY_SLEEP,
    KEY_TASKS,
    KEY_SWEEP,
    KEY_MACHINE,
};

static const struct argp_option argp_options[] = {
    {"db", 'd', "FILE", 0, "read FILE (results.db)", 1},
    {"crossover", KEY_CROSSOVER, NULL, 0, "where one model overtakes the other, and the margins",
     2},
    {"pivot", KEY_PIVOT, NULL, 0, "mean overhead and the rest, per model and concurrency", 2},
    {"resources", KEY_RESOURCES, NULL, 0, "CPU, switches, faults and memory, per cell", 2},
    {"breakdown", KEY_BREAKDOWN, NULL, 0, "the overhead taken apart, per cell", 2},
    {"latency", KEY_LATENCY, NULL, 0, "percentiles of what tasks went through, per cell", 2},
    {"doctor", KEY_DOCTOR, NULL, 0, "whether to believe it, and what to do about it", 2},
    {"compare", KEY_COMPARE, "A,B", 0,
     "before against after: sweep:N, label:TEXT, machine:ID or a file each", 2},
    {"decide", KEY_DECIDE, NULL, 0, "threads or coroutines for a service (--rate, --sleep, --work)",
     2},
    {"trials", KEY_TRIALS, NULL, 0, "every trial (with --format=csv: what runner --import reads)",
     2},
    {"sweeps", KEY_SWEEPS, NULL, 0, "every sweep", 2},
    {"sql", KEY_SQL, "QUERY", 0, "the answer to one question in SQL, over the whole history", 2},
    {"plot", KEY_PLOT, "FILE", 0, "a chart as FILE.svg or FILE.png, or - for the terminal", 2},
    {"metric", KEY_METRIC, "NAME", 0, "overhead, steady, cpu, memory or p99", 3},
    {"margin", KEY_MARGIN, "PCT", 0, "the least difference that counts (5)", 3},
    {"fail-on", KEY_FAIL_ON, "regression", 0, "with --compare: exit with 4 where one is found", 3},
    {"rate", KEY_RATE, "N", 0, "with --decide: so many tasks per second", 3},
    {"work", KEY_WORK, "TIME", 0, "with --decide: CPU time of each task", 3},
    {"format", KEY_FORMAT, "NAME", 0, "table, csv, json or markdown", 3},
    {"model", 'm', "A,B", 0, "these models, A against B", 4},
    {"models", 0, NULL, OPTION_ALIAS, NULL, 4},
    {"kind", KEY_KIND, "KIND", 0, "tasks of this kind", 4},
    {"sleep", KEY_SLEEP, "TIME", 0, "tasks that wait this long", 4},
    {"tasks", KEY_TASKS, "N", 0, "trials of so many tasks", 4},
    {"sweep", KEY_SWEEP, "LIST", 0, "numbers; or !N to leave one out, latest, or all", 4},
    {"machine", KEY_MACHINE, "ID", 0, "trials made on this machine", 4},
    {0},
};

static int parse_one_of(const char *lead, const char *text, const char *const *names, size_t count,
                        struct err *err) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], text))
            return (int)i;
    return suggest_refuse(err, lead, text, names, count);
}

static void parse_format(struct request *request, const char *text, struct err *err) {
    size_t count = 0;
    int found;

    while (format_names[count])
        count++;
    found = parse_one_of("there is no format", text, format_names, count, err);
    if (found >= 0)
        request->format = (enum format)found;
}

static void parse_metric(struct request *request, const char *text, struct err *err) {
    const char *names[METRIC_COUNT];
    int found;

    for (int i = 0; i < METRIC_COUNT; i++)
        names[i] = metrics[i].name;
    found = parse_one_of("there is no metric", text, names, METRIC_COUNT, err);
    if (found >= 0)
        request->metric = (enum metric)found;
    request->metric_given = true;
}

static void parse_margin(struct request *request, const char *text, struct err *err) {
    char *end;
    double percent = strtod(text, &end);

    if (*end == '%')
        end++;
    if (end == text || *end || !(percent > 0) || percent > 1000)
        err_set(err, ERR_USAGE, "--margin: '%s' is not a percentage above 0; give one such as 5",
                text);
    request->margin = percent / 100;
}

static void parse_plot(struct request *request, const char *text, struct err *err) {
    const char *dot = strrchr(text, '.');

    if (strcmp(text, "-") && (!dot || (strcmp(dot, ".svg") && strcmp(dot, ".png"))))
        err_set(err, ERR_USAGE, "--plot: '%s' is neither FILE.svg, FILE.png nor -", text);
    request->plot = text;
}

static void parse_models(struct request *request, const char *text, struct err *err) {
    if (filter_set_models(&request->filter, text))
        err_set(err, ERR_USAGE, "--model: '%s' is not a list of models such as thread,coroutine",
                text);
}

static int parse_sweep(struct request *request, const char *text) {
    int exclude = *text == '!';
    int64_t id;

    if (units_parse_count(text + exclude, &id))
        return -1;
    if (exclude)
        filter_exclude_sweep(&request->filter, id);
    else
        filter_add_sweep(&request->filter, id);
    return 0;
}

static void parse_sweeps(struct request *request, const char *text, struct err *err) {
    char *copy = memory_copy_text(text), *rest = copy, *item;

    while ((item = strsep(&rest, ",")))
        if (!strcmp(item, "all"))
            request->filter.scope = SCOPE_ALL;
        else if (!strcmp(item, "latest"))
            request->filter.scope = SCOPE_LATEST;
        else if (parse_sweep(request, item))
            err_set(err, ERR_USAGE,
                    "--sweep: '%s' is no list of sweeps; give numbers such as 1,2, or !1, "
                    "latest, or all",
                    text);
    if (request->filter.sweep_count > 0)
        request->filter.scope = SCOPE_ALL;
    free(copy);
}

static void parse_fail_on(struct request *request, const char *text, struct err *err) {
    if (strcmp(text, "regression"))
        err_set(err, ERR_USAGE, "--fail-on: '%s' is not known; give regression", text);
    request->fail_on_regression = true;
}

static void parse_sleep(struct request *request, const char *text, struct err *err) {
    const char *trouble = units_parse_time(text, "ms", &request->filter.sleep_ns);

    if (trouble)
        err_set(err, ERR_USAGE, "--sleep: '%s' %s; give a time such as 5ms", text, trouble);
}

static void parse_work(struct request *request, const char *text, struct err *err) {
    const char *trouble = units_parse_time(text, NULL, &request->work_ns);

    if (trouble)
        err_set(err, ERR_USAGE, "--work: '%s' %s; give a time such as 20us", text, trouble);
}

static void parse_rate(struct request *request, const char *text, struct err *err) {
    int64_t rate = 0;
    const char *trouble = units_parse_count(text, &rate);

    if (!trouble && rate == 0)
        trouble = "is no service";
    if (trouble)
        err_set(err, ERR_USAGE, "--rate: '%s' %s; give tasks per second such as 2000 or 50k", text,
                trouble);
    request->rate = (double)rate;
}

static void parse_tasks(struct request *request, const char *text, struct err *err) {
    const char *trouble = units_parse_count(text, &request->filter.tasks);

    if (trouble)
        err_set(err, ERR_USAGE, "--tasks: '%s' %s; give a number such as 10000", text, trouble);
}

/* The setters below tell whether the key is one of theirs. */

static bool set_view(int key, struct request *request) {
    static const struct {
        int key;
        enum view view;
    } views[] = {
        {KEY_PIVOT, VIEW_PIVOT},         {KEY_CROSSOVER, VIEW_CROSSOVER},
        {KEY_TRIALS, VIEW_TRIALS},       {KEY_SWEEPS, VIEW_SWEEPS},
        {KEY_RESOURCES, VIEW_RESOURCES}, {KEY_LATENCY, VIEW_LATENCY},
        {KEY_BREAKDOWN, VIEW_BREAKDOWN}, {KEY_SQL, VIEW_SQL},
        {KEY_PLOT, VIEW_PLOT},           {KEY_DOCTOR, VIEW_DOCTOR},
        {KEY_COMPARE, VIEW_COMPARE},     {KEY_DECIDE, VIEW_DECIDE},
    };

    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (views[i].key == key) {
            request->view = views[i].view;
            return true;
        }
    return false;
}

static bool set_text(int key, const char *text, struct request *request) {
    switch (key) {
    case 'd':
        request->db = text;
        return true;
    case KEY_SQL:
        request->sql = text;
        return true;
    case KEY_KIND:
        request->filter.kind = text;
        return true;
    case KEY_MACHINE:
        request->filter.machine = text;
        return true;
    case KEY_COMPARE:
        request->compare = text;
        return true;
    default:
        return false;
    }
}

static bool set_value(int key, const char *text, struct request *request, struct err *err) {
    static const struct {
        int key;
        void (*parse)(struct request *request, const char *text, struct err *err);
    } values[] = {
        {KEY_PLOT, parse_plot},     {KEY_METRIC, parse_metric}, {KEY_MARGIN, parse_margin},
        {KEY_FORMAT, parse_format}, {'m', parse_models},        {KEY_SLEEP, parse_sleep},
        {KEY_TASKS, parse_tasks},   {KEY_SWEEP, parse_sweeps},  {KEY_FAIL_ON, parse_fail_on},
        {KEY_RATE, parse_rate},     {KEY_WORK, parse_work},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].key == key) {
            values[i].parse(request, text, err);
            return true;
        }
    return false;
}

/* What options mean together, once all are read. */
static void settle(struct request *request, struct err *err) {
    bool decides = request->view == VIEW_DECIDE;

    if (decides && isnan(request->rate))
        err_set(err, ERR_USAGE, "--decide: for how many tasks per second? Give --rate=2000");
    else if (!decides && !isnan(request->rate))
        err_set(err, ERR_USAGE, "--rate: only --decide asks for it; give both");
    else if (!decides && request->work_ns != RECORD_NULL)
        err_set(err, ERR_USAGE, "--work: only --decide asks for it; give both");
    else if (decides && request->filter.sleep_ns == 0)
        err_set(err, ERR_USAGE,
                "--sleep: a service that does not wait needs neither; give a time "
                "such as 5ms");
    if (decides) { /* it is about a wait that need not have been recorded */
        request->wait_ns = request->filter.sleep_ns;
        request->filter.sleep_ns = RECORD_NULL;
    }
    if (decides && request->filter.scope == SCOPE_CONDITIONS)
        request->filter.scope = SCOPE_ALL;
    if (request->view == VIEW_SCREEN && request->format != FORMAT_TABLE)
        request->view = VIEW_CROSSOVER; /* the screen is for people */
}

static error_t parse_option(int key, char *text, struct argp_state *state) {
    struct request *request = state->input;
    struct err err = {0};
    bool known = set_view(key, request);

    known |= set_text(key, text, request);
    known |= set_value(key, text, request, &err);
    if (key == 'd' && !*text)
        err_set(&err, ERR_USAGE, "--db: the file's name is empty; give one, or leave it out");
    if (key == ARGP_KEY_ARG)
        err_set(&err, ERR_USAGE, "'%s' is no option; analyze takes options only (--help)", text);
    else if (key == ARGP_KEY_END)
        settle(request, &err);
    else if (!known)
        return ARGP_ERR_UNKNOWN;
    if (err.kind)
        argp_failure(state, ERR_USAGE, 0, "%s", text_plain(err.text, sizeof err.text, err.text));
    return 0;
}

void request_parse(int argc, char **argv, struct request *request) {
    static const struct argp argp = {
        .options = argp_options,
        .parser = parse_option,
        .doc =
            "Read the history that runner made and tell at what concurrency threads become more "
            "expensive than coroutines, in time, CPU and memory. Without an option: the answer on "
            "one screen.\vUnless told otherwise it reads the trials that share the conditions of "
            "the newest sweep. Exit status: 0 answered, 1 no trials to answer from, 2 bad usage, 3 "
            "the file is missing or not ours, 4 what --fail-on names was found.",
    };

    *request = (struct request){.db = "results.db",
                                .margin = 0.05,
                                .rate = NAN,
                                .wait_ns = RECORD_NULL,
                                .work_ns = RECORD_NULL,
                                .filter = filter_default()};
    argp_err_exit_status = ERR_USAGE;
    argp_program_version = host_build();
    if (argp_parse(&argp, argc, argv, 0, NULL, request) == ENOMEM)
        memory_missing();
}

void request_free(struct request *request) {
    filter_free(&request->filter);
}
