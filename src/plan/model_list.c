#include "plan/model_list.h"

#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct model *find_model(const struct options *options, const char *name) {
    for (const struct foreign_model *foreign = options->foreign; foreign; foreign = foreign->next)
        if (!strcmp(foreign->name, name))
            return &foreign->model;
    return model_find(name);
}

static int add_model(struct options *options, const char *name, struct err *err) {
    const struct model *model = find_model(options, name);
    const char *names[OPTIONS_MODELS];
    size_t count = 0;

    for (; models[count]; count++)
        names[count] = models[count]->name;
    if (!model)
        return suggest_refuse(err, "there is no model", name, names, count);
    for (size_t i = 0; i < options->model_count; i++)
        if (options->models[i] == model)
            return err_set(err, ERR_USAGE, "--model: '%s' is listed twice; name each model once",
                           name);
    if (options->model_count == OPTIONS_MODELS)
        return err_set(err, ERR_USAGE, "--model: more than %d models; name fewer", OPTIONS_MODELS);
    options->models[options->model_count++] = model;
    return 0;
}

static int parse_models(struct options *options, const char *text, struct err *err) {
    char *copy = memory_copy_text(text), *rest = copy, *name;
    int result = 0;

    options->model_count = 0;
    while (!result && (name = strsep(&rest, ",")))
        result = add_model(options, name, err);
    free(copy);
    return result;
}

/* Adds "NAME=COMMAND"; the command is split into words when it is run. */
int model_list_add_foreign(struct options *options, const char *text, struct err *err) {
    const char *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : 0;
    struct foreign_model *foreign;

    if (!text_is_name(text, length) || length >= sizeof foreign->name || !equals[1] ||
        strlen(equals) >= sizeof((struct spec *)0)->command)
        return err_set(err, ERR_USAGE,
                       "--exec: '%.60s' is not NAME=COMMAND; give one such as "
                       "gevent='python3 bench.py'",
                       text);
    foreign = memory_get(1, sizeof *foreign);
    memcpy(foreign->name, text, length);
    foreign->model = (struct model){.name = foreign->name,
                                    .help = "a foreign program",
                                    .engine = NO_VALUE,
                                    .command = equals + 1};
    if (find_model(options, foreign->name)) {
        err_set(err, ERR_USAGE, "--exec: there is a model '%s' already; give it another name",
                foreign->name);
        free(foreign);
        return -1;
    }
    foreign->next = options->foreign;
    options->foreign = foreign;
    return 0;
}

int model_list_settle(struct options *options, struct err *err) {
    if (options->model_list && parse_models(options, options->model_list, err))
        return -1;
    for (const struct foreign_model *foreign = options->foreign; foreign; foreign = foreign->next) {
        bool named = false;

        for (size_t i = 0; i < options->model_count; i++)
            named |= options->models[i] == &foreign->model;
        if (!named && add_model(options, foreign->name, err))
            return -1;
    }
    return 0;
}

/* A foreign program supports only some kinds of task; our own models support all. */
static int check_kind(const struct model *model, const struct task *task, struct err *err) {
    if (model->run || (task->foreign && (!task->served || model->command || model->adapter.tcp)))
        return 0;
    if (!task->foreign)
        return err_set(err, ERR_USAGE,
                       "--kind: a foreign program such as model '%s' cannot do '%s'; give sleep "
                       "or tcp, or leave the model out",
                       model->name, task->name);
    return err_set(err, ERR_USAGE,
                   "--kind: model '%s' does not do kind '%s'; give --kind=sleep, or leave it out",
                   model->name, task->name);
}

/* Rejects options that the model cannot follow. */
static int check_ways(const struct model *model, const struct options *options, struct err *err) {
    if (options->spin_ns > 0 && !model->spins)
        return err_set(err, ERR_USAGE,
                       "--spin: model '%s' has timers that are not ours, so it cannot poll; leave "
                       "one of them out",
                       model->name);
    if (options->stack_bytes != NO_VALUE && !model->run)
        return err_set(
            err, ERR_USAGE,
            "--stack: model '%s' is a foreign program, which sets up its own stacks; leave one "
            "of them out",
            model->name);
    return 0;
}

int model_list_check(const struct options *options, struct err *err) {
    char command[sizeof((struct spec *)0)->command];

    for (size_t i = 0; i < options->model_count; i++) {
        const struct model *model = options->models[i];

        if (model->lone && options->levels.count > 0 && options->levels.level[0] != 1)
            return err_set(err, ERR_USAGE,
                           "model '%s' runs one worker only; put level 1 into --concurrency",
                           model->name);
        if (check_kind(model, options->task, err) || check_ways(model, options, err) ||
            model_command(model, command, sizeof command, err))
            return -1;
    }
    return 0;
}

void model_list_print(void) {
    char command[sizeof((struct spec *)0)->command];
    struct err ignored;

    for (const struct model *const *model = models; *model; model++) {
        bool here = !model_command(*model, command, sizeof command, &ignored);

        printf("%-18s %s%s%s\n", (*model)->name, (*model)->help, here ? "" : "; needs package ",
               here ? "" : (*model)->adapter.package);
    }
}
