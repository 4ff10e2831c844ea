/* Parses runner's command line into options. */
#ifndef PLAN_COMMAND_LINE_H
#define PLAN_COMMAND_LINE_H

#include "plan/options.h"

/* Parses the command line. Help, version, lists and bad usage end the process, as is usual with
 * argp. Returns -1 and sets *err if options contradict each other. Owned by the caller:
 * options_free(). */
int command_line_parse(int argc, char **argv, struct options *options, struct err *err);

/* Parses a command line stored in a file, such as the one that started a sweep. Prints nothing and
 * never ends the process. Returns -1 and sets *err, possibly to text from the file, if the command
 * line does not start a sweep. Owned by the caller, even after -1: options_free(). */
int command_line_recall(int argc, char **argv, struct options *options, struct err *err);

#endif
