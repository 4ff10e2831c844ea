/* runner's command line: from words to options. */
#ifndef PLAN_COMMAND_LINE_H
#define PLAN_COMMAND_LINE_H

#include "plan/options.h"

/* Read the command line. Help, version, lists and bad usage end the process, as argp does; options
 * that do not go together give -1 and a sentence. Owned by the caller: options_free(). */
int command_line_parse(int argc, char **argv, struct options *options, struct err *err);

/* Read a command line stored in a file, such as the one that started a sweep. Prints nothing and
 * never ends the process: a command line that starts no sweep gives -1 and a sentence, which may
 * contain text from the file. Owned by the caller, also after -1: options_free(). */
int command_line_recall(int argc, char **argv, struct options *options, struct err *err);

#endif
