/* A request to analyze: its command line as data. */
#ifndef ANALYSIS_REQUEST_H
#define ANALYSIS_REQUEST_H

#include "analysis/dataset/filter.h"
#include "analysis/dataset/metric.h"
#include "analysis/render/table.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum view {
    VIEW_SCREEN,
    VIEW_PIVOT,
    VIEW_CROSSOVER,
    VIEW_TRIALS,
    VIEW_SWEEPS,
    VIEW_RESOURCES,
    VIEW_LATENCY,
    VIEW_BREAKDOWN,
    VIEW_DOCTOR,
    VIEW_SQL,
    VIEW_PLOT,
    VIEW_COMPARE,
    VIEW_DECIDE
};

/* Texts live as long as argv. */
struct request {
    const char *db;
    enum view view;
    const char *view_name;    /* the option that asked for it; NULL: none */
    const char *sql;          /* VIEW_SQL */
    const char *plot;         /* VIEW_PLOT: a file, or "-" */
    const char *compare;      /* VIEW_COMPARE: "before,after" */
    bool fail_on_regression;  /* VIEW_COMPARE */
    bool allow_poor;          /* judge fail_on_regression even where the trust is poor */
    bool quiet;               /* the sentences only, one per line */
    bool brief;               /* the sentences only, as on the screen */
    double rate;              /* VIEW_DECIDE: tasks per second; NAN: not given */
    int64_t wait_ns, work_ns; /* VIEW_DECIDE: ns; NO_VALUE: not given */
    enum metric metric;
    bool metric_given;
    double margin; /* a ratio: 0.05 is 5% */
    enum format format;
    struct filter filter;
};

/* Reads the command line. Help, version and bad usage end the process, as with argp. Returns -1 and
 * sets *err if options do not go together. Call request_free() in either case. */
int request_parse(int argc, char **argv, struct request *request, struct err *err);

void request_free(struct request *request);

#endif
