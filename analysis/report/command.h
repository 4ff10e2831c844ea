/* Commands of analyze to paste: they read what this one read. */
#ifndef ANALYSIS_REPORT_COMMAND_H
#define ANALYSIS_REPORT_COMMAND_H

#include "analysis/request.h"

#include <stddef.h>

/* Begins a command with the file and the selection of a request. Plain text. */
void command_begin(char *command, size_t size, const struct request *request);

#endif
