/* The text below the table of --decide: up to which rate the difference does not count, what the
 * answer is read from, how far to trust it, and what to ask or record next. */
#ifndef ANALYSIS_REPORT_DECIDE_CLOSING_H
#define ANALYSIS_REPORT_DECIDE_CLOSING_H

#include "analysis/report/closing.h"
#include "analysis/report/decide_basis.h"

/* Adds all of it. */
void decide_closing(const struct decide_basis *basis, struct closing *closing);

/* Writes the command that asks for the same service; with that work (s) unless it is NAN. Plain
 * text. */
void decide_command(const struct decide_basis *basis, double work, char *command, size_t size);

#endif
