/* A command line as a table: one row per option says its name, what --help prints, how its text is
 * read and which field it sets. Over argp, which prints the help and finds abbreviations. */
#ifndef BASE_COMMAND_H
#define BASE_COMMAND_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct command_option;

/* Read text, NULL where none was given, into the option's field of `into`, the struct that the
 * program makes of its command line. -1 and a sentence: the text is not valid. */
typedef int command_reader(const struct command_option *option, const char *text, void *into,
                           struct err *err);

enum {
    COMMAND_OPTIONAL = 1, /* its argument may be left out */
    COMMAND_ALIAS = 2,    /* another name of the option in the row above; only the name counts */
    COMMAND_MARK = 4,     /* the first mark that is the program's own */
};

struct command_option {
    const char *name;
    char letter;          /* of its short form; 0: none */
    const char *argument; /* as --help names it; NULL: it takes none */
    int group;            /* in --help */
    const char *help;
    command_reader *read;
    size_t offset; /* of its field */
    /* What some readers need besides. */
    int64_t value;       /* command_set_flag: true or false; command_set_choice: the enum's value */
    int64_t least, most; /* command_set_count, command_set_time (ns; most 0: a day) */
    const char *unit;    /* command_set_time: of a bare number; NULL: a unit must be given */
    const char *what;    /* command_set_name: "phase", for the sentence */
    const char *const *names; /* command_set_name: ends with NULL */
    unsigned marks;
};

struct command {
    const char *program;
    const char *version;
    const char *doc; /* for --help, as argp's: before the options, \v, behind them */
    const struct command_option *options;
    size_t count;
    /* Called before each option is read; NULL: none. -1 and a sentence: it is not allowed. */
    command_reader *check;
};

/* Read a command line. --help, --version and bad usage print and end the process, as argp does;
 * with `stored`, of a command line from a file, nothing is printed and bad usage gives -1 and a
 * sentence, which may contain text from the file. */
int command_read(const struct command *command, int argc, char **argv, bool stored, void *into,
                 struct err *err);

/* The field of an option. */
void *command_field(const struct command_option *option, void *into);

/* --- readers of common types ------------------------------------------------------------------ */

command_reader command_set_flag;   /* bool: `value` */
command_reader command_set_choice; /* an enum: `value` */
command_reader command_set_count;  /* int64_t: a whole number from `least` to `most`, with k or M */
command_reader command_set_time;   /* int64_t, ns: from `least` to `most` */
command_reader command_set_name;   /* an enum: the position of one of `names` */
command_reader command_set_text;   /* const char *: any text, as long as argv lives */
command_reader command_set_plain;  /* likewise, for other people's terminals: plain (base/text.h) */
command_reader command_set_file;   /* likewise, the name of a file: not empty, which is a temporary
                                      database to SQLite */

#endif
