/* What a person asks of analyze: its command line, as data. */
#ifndef ANALYSIS_REQUEST_H
#define ANALYSIS_REQUEST_H

#include "analysis/dataset/metric.h"
#include "analysis/render/table.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

#define REQUEST_LIST 64 /* models in one list */

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

enum scope {
    SCOPE_CONDITIONS, /* the conditions of the newest sweep */
    SCOPE_LATEST,     /* the newest sweep alone */
    SCOPE_ALL,        /* whatever the other options leave */
};

/* Texts live as long as argv. */
struct request {
    const char *db;
    enum view view;
    const char *sql;          /* VIEW_SQL */
    const char *plot;         /* VIEW_PLOT: a file, or "-" */
    const char *compare;      /* VIEW_COMPARE: "before,after" */
    bool fail_on_regression;  /* VIEW_COMPARE */
    double rate;              /* VIEW_DECIDE: tasks per second; NAN: not told */
    int64_t wait_ns, work_ns; /* VIEW_DECIDE: or RECORD_NULL */
    enum metric metric;
    bool metric_given;
    double margin; /* a ratio: 0.05 */
    enum format format;
    enum scope scope;
    const char *models[REQUEST_LIST];
    size_t model_count;
    char *model_list;           /* what models[] points into; owned */
    int64_t *sweeps, *excluded; /* owned; NULL: none */
    size_t sweep_count, excluded_count;
    const char *machine, *kind; /* or NULL */
    int64_t sleep_ns, tasks;    /* or RECORD_NULL */
};

/* Append an id to a list of them, which grows. */
void request_add_id(int64_t **list, size_t *count, int64_t id);

/* Read the command line. Help, version and bad usage end the process, as argp does. */
void request_parse(int argc, char **argv, struct request *request);

void request_free(struct request *request);

#endif
