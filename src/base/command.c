#include "base/command.h"

#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/units.h"

#include <argp.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *command_field(const struct command_option *option, void *into) {
    return (char *)into + option->offset;
}

/* --- readers ---------------------------------------------------------------------------------- */

int command_set_flag(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    (void)text, (void)err;
    *(bool *)command_field(option, into) = option->value;
    return 0;
}

/* gcc represents all enums of this project as unsigned int. */
int command_set_choice(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    (void)text, (void)err;
    *(unsigned *)command_field(option, into) = (unsigned)option->value;
    return 0;
}

int command_set_count(const struct command_option *option, const char *text, void *into,
                      struct err *err) {
    int64_t *value = command_field(option, into);
    const char *trouble = units_parse_count(text, value);

    if (!trouble && *value < option->least)
        trouble = "is too small";
    if (!trouble && *value > option->most)
        trouble = "is too large";
    return trouble ? err_set(err, ERR_USAGE, "--%s: '%s' %s; give a whole number from %lld to %lld",
                             option->name, text, trouble, (long long)option->least,
                             (long long)option->most)
                   : 0;
}

int command_set_time(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    int64_t *ns = command_field(option, into);
    const char *trouble = units_parse_time(text, option->unit, ns);
    char most[UNITS_SIZE];

    if (!trouble && option->most && *ns > option->most)
        return err_set(err, ERR_USAGE, "--%s: '%s' is too long; give a time up to %s", option->name,
                       text, units_time_typed(most, option->most));
    if (!trouble && *ns < option->least)
        trouble = "is too short";
    return trouble
               ? err_set(err, ERR_USAGE, "--%s: '%s' %s; give a time%s such as 500us, 5ms or 1s",
                         option->name, text, trouble, option->least > 0 ? " above 0" : "")
               : 0;
}

int command_set_name(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    char lead[64];
    size_t count = 0;

    while (option->names[count] && strcmp(option->names[count], text))
        count++;
    *(unsigned *)command_field(option, into) = (unsigned)count;
    if (option->names[count])
        return 0;
    snprintf(lead, sizeof lead, "there is no %s", option->what);
    return suggest_refuse(err, lead, text, option->names, count);
}

int command_set_text(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    (void)err;
    *(const char **)command_field(option, into) = text;
    return 0;
}

int command_set_plain(const struct command_option *option, const char *text, void *into,
                      struct err *err) {
    const char *trouble = text_trouble(text);
    char shown[64];

    if (trouble)
        return err_set(err, ERR_USAGE, "--%s: '%s' %s; give plain text", option->name,
                       text_plain(shown, sizeof shown, text), trouble);
    return command_set_text(option, text, into, err);
}

int command_set_file(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    if (!*text)
        return err_set(err, ERR_USAGE, "--%s: the file's name is empty; give one, or leave it out",
                       option->name);
    return command_set_text(option, text, into, err);
}

/* --- --help, --usage and --version ------------------------------------------------------------ */

enum { first_key = 256 }; /* above all option letters */
enum { help_key = '?', usage_key = first_key - 1, version_key = 'V' };

/* Every command has these; a stored command line may not use them. */
static const struct argp_option standard_rows[] = {
    {"help", help_key, NULL, 0, "print this help"},
    {"usage", usage_key, NULL, 0, "print a short usage message"},
    {"version", version_key, NULL, 0, "print the version"},
    {0},
};
enum { standard_count = sizeof standard_rows / sizeof *standard_rows - 1 };

enum { help_column = 29 };

static void print_option(char letter, const char *name, const char *argument, bool optional,
                         const char *help) {
    char form[64] = "";

    if (letter)
        text_add(form, sizeof form, "  -%c, --%s", letter, name);
    else
        text_add(form, sizeof form, "      --%s", name);
    if (argument)
        text_add(form, sizeof form, optional ? "[=%s]" : "=%s", argument);
    printf("%-*s", help_column, form);
    for (; *help; help++)
        if (*help == '\n')
            printf("\n%*s", help_column, "");
        else
            putchar(*help);
    putchar('\n');
}

static void print_help(const struct command *command) {
    printf("Usage: %s [OPTION...]\n%s\n", command->program, command->before);
    for (size_t i = 0; i < command->count; i++) {
        const struct command_option *option = &command->options[i];

        if (!option->name)
            printf("\n %s\n", option->help);
        else if (!(option->marks & COMMAND_ALIAS))
            print_option(option->letter, option->name, option->argument,
                         option->marks & COMMAND_OPTIONAL, option->help);
    }
    putchar('\n');
    for (size_t i = 0; i < standard_count; i++) {
        const struct argp_option *row = &standard_rows[i];

        print_option(row->key == usage_key ? 0 : (char)row->key, row->name, NULL, false, row->doc);
    }
    printf("\n%s\n", command->after);
}

/* --- argp ------------------------------------------------------------------------------------- */

/* The input that argp passes to read_option(). */
struct parse {
    const struct command *command;
    void *into;
    struct err *err;
};

static int key_of(const struct command *command, size_t row) {
    return command->options[row].letter ? command->options[row].letter : first_key + (int)row;
}

static const struct command_option *option_of(const struct command *command, int key) {
    for (size_t i = 0; i < command->count; i++)
        if (key_of(command, i) == key)
            return &command->options[i];
    return NULL;
}

static int read_one(const struct parse *parse, int key, const char *text, struct err *err) {
    const struct command *command = parse->command;
    const struct command_option *option = option_of(command, key);

    if (key == ARGP_KEY_ARG)
        return err_set(err, ERR_USAGE, "'%s' is not an option; %s takes options only (--help)",
                       text, command->program);
    if (!option)
        return ARGP_ERR_UNKNOWN;
    if (command->check && command->check(option, text, parse->into, err))
        return -1;
    return option->read(option, text, parse->into, err);
}

/* Ends the process if the option is one that every command has. */
static void answer_standard(const struct command *command, int key,
                            const struct argp_state *state) {
    if (key != help_key && key != usage_key && key != version_key)
        return;
    if (key == help_key)
        print_help(command);
    else if (key == usage_key)
        argp_help(state->root_argp, stdout, ARGP_HELP_USAGE, state->name);
    else
        puts(command->version);
    exit(fflush(stdout) ? ERR_STORE : 0);
}

static error_t read_option(int key, char *text, struct argp_state *state) {
    struct parse *parse = state->input;
    struct err err = {0};
    int result;

    answer_standard(parse->command, key, state);
    result = read_one(parse, key, text, &err);
    if (!err.kind)
        return result;
    *parse->err = err;
    argp_failure(state, ERR_USAGE, 0, "%s", text_plain(err.text, sizeof err.text, err.text));
    return EINVAL; /* reached only for a stored command line, where argp_failure() returns */
}

/* Returns the rows in argp's format; a group for each keeps the order of the table in --usage.
 * Owned by the caller: free(). */
static struct argp_option *argp_rows(const struct command *command, bool stored) {
    struct argp_option *rows = memory_get(command->count + standard_count + 1, sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; i < command->count; i++) {
        const struct command_option *option = &command->options[i];

        if (!option->name)
            continue;
        rows[count] = (struct argp_option){.name = option->name, .group = (int)i + 1};
        if (option->marks & COMMAND_ALIAS) {
            rows[count].group = rows[count - 1].group;
            rows[count++].flags = OPTION_ALIAS | OPTION_HIDDEN;
            continue;
        }
        rows[count].key = key_of(command, i);
        rows[count].arg = option->argument;
        rows[count].doc = option->help;
        rows[count++].flags = option->marks & COMMAND_OPTIONAL ? OPTION_ARG_OPTIONAL : 0;
    }
    for (size_t i = 0; i < standard_count && !stored; i++) {
        rows[count] = standard_rows[i];
        rows[count++].group = (int)(command->count + i) + 1;
    }
    return rows;
}

int command_read(const struct command *command, int argc, char **argv, bool stored, void *into,
                 struct err *err) {
    struct argp_option *rows = argp_rows(command, stored);
    struct argp argp = {.options = rows, .parser = read_option};
    struct parse parse = {.command = command, .into = into, .err = err};
    int trouble;

    argp_err_exit_status = ERR_USAGE;
    err_set(err, ERR_USAGE, "an option is unknown or has no value");
    trouble = argp_parse(&argp, argc, argv, stored ? ARGP_SILENT : ARGP_NO_HELP, NULL, &parse);
    free(rows);
    if (trouble == ENOMEM)
        memory_missing();
    if (trouble)
        return -1;
    *err = (struct err){0};
    return 0;
}
