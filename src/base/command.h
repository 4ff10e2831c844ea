/* A command line as a table. Each row defines an option: its name, its help text, how its argument
 * is parsed and which field it sets. Built on argp, which reads the command line and resolves
 * abbreviations. --help is printed here, since argp would sort the options. */
#ifndef BASE_COMMAND_H
#define BASE_COMMAND_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct command_option;

/* Parses text (NULL if no argument was given) into the option's field of `into`, the struct that
 * holds the program's options. Returns -1 and sets *err if the text is not valid. */
typedef int command_reader(const struct command_option *option, const char *text, void *into,
                           struct err *err);

enum {
    COMMAND_OPTIONAL = 1, /* the argument is optional */
    COMMAND_ALIAS = 2,    /* another name for the option in the row above, accepted but not shown;
                             other fields are ignored */
    COMMAND_MARK = 4,     /* the first bit that a program may use for its own marks */
};

struct command_option {
    const char *name;     /* NULL: the row is a heading, `help`, for the rows below */
    char letter;          /* short form; 0: none */
    const char *argument; /* as shown by --help; NULL: takes no argument */
    const char *help;     /* lines, with \n between them */
    command_reader *read;
    size_t offset; /* of the field */
    /* Parameters that only some readers use. */
    int64_t value;       /* command_set_flag: true or false; command_set_choice: the enum's value */
    int64_t least, most; /* command_set_count; command_set_time (in ns; most 0: one day) */
    const char *unit;    /* command_set_time: unit of a bare number; NULL: a unit is required */
    const char *what;    /* command_set_name: what the names are, such as "phase", for messages */
    const char *const *names; /* command_set_name: ends with NULL */
    unsigned marks;
};

struct command {
    const char *program;
    const char *version;
    const char *before, *after;           /* --help: lines before and after the options */
    const struct command_option *options; /* in the order of --help */
    size_t count;
    /* Called before each option is parsed; may be NULL. Returns -1 and sets *err if the option is
     * not allowed. */
    command_reader *check;
};

/* Parses a command line. --help, --version and bad usage print and end the process, as is usual
 * with argp. With `stored` (a command line read from a file) nothing is printed; bad usage returns
 * -1 and sets *err to a message that may contain text from the file. */
int command_read(const struct command *command, int argc, char **argv, bool stored, void *into,
                 struct err *err);

/* Returns the address of the option's field in `into`. */
void *command_field(const struct command_option *option, void *into);

/* --- readers for common types ----------------------------------------------------------------- */

command_reader command_set_flag;   /* bool: `value` */
command_reader command_set_choice; /* an enum: `value` */
command_reader command_set_count;  /* int64_t: a whole number, `least` to `most`; accepts k and M */
command_reader command_set_time;   /* int64_t, ns: from `least` to `most` */
command_reader command_set_name;   /* an enum: the index into `names` */
command_reader command_set_text;   /* const char *: any text; valid as long as argv */
command_reader command_set_plain;  /* the same, but plain (base/text.h), because other people's
                                      terminals show it */
command_reader command_set_file; /* the same, a file name; must not be empty, which SQLite takes as
                                    a temporary database */

#endif
