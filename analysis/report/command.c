#include "analysis/report/command.h"

#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <stdio.h>

static void add_text(char *command, size_t size, const char *option, const char *value) {
    if (!value)
        return;
    text_add(command, size, " %s", option);
    text_add_word(command, size, value);
}

static void add_time(char *command, size_t size, const char *option, int64_t time_ns) {
    char text[UNITS_SIZE];

    if (time_ns != NO_VALUE)
        add_text(command, size, option, units_time_typed(text, time_ns));
}

static void add_count(char *command, size_t size, const char *option, int64_t count) {
    if (count != NO_VALUE)
        text_add(command, size, " %s%lld", option, (long long)count);
}

static void add_models(char *command, size_t size, const struct filter *filter) {
    char list[512] = "";

    for (size_t i = 0; i < filter->model_count; i++)
        text_add(list, sizeof list, "%s%s", i ? "," : "", filter->models[i]);
    add_text(command, size, "-m ", *list ? list : NULL);
}

static void add_sweeps(char *command, size_t size, const struct request *request) {
    const struct filter *filter = &request->filter;
    bool all = filter->scope == SCOPE_ALL && request->view != VIEW_DECIDE; /* which reads all */
    char list[512] = "";

    if (filter->sweep_count == 0 && (all || filter->scope == SCOPE_LATEST))
        text_add(list, sizeof list, all ? "all" : "latest");
    for (size_t i = 0; i < filter->sweep_count; i++)
        text_add(list, sizeof list, "%s%lld", *list ? "," : "", (long long)filter->sweeps[i]);
    for (size_t i = 0; i < filter->excluded_count; i++)
        text_add(list, sizeof list, "%s!%lld", *list ? "," : "", (long long)filter->excluded[i]);
    add_text(command, size, "--sweep=", *list ? list : NULL);
}

void command_begin(char *command, size_t size, const struct request *request) {
    const struct filter *filter = &request->filter;

    snprintf(command, size, "analyze");
    add_text(command, size, "--db=", request->db);
    add_models(command, size, filter);
    add_text(command, size, "--kind=", filter->kind);
    add_time(command, size, "--sleep=", filter->sleep_ns);
    add_time(command, size, "--work=", filter->work_ns);
    add_count(command, size, "--tasks=", filter->tasks);
    add_count(command, size, "--per-worker=", filter->per_worker);
    if (filter->phase >= 0)
        add_text(command, size, "--phase=", phase_names[filter->phase]);
    add_text(command, size, "--machine=", filter->machine);
    add_sweeps(command, size, request);
}
