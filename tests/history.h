/* A temporary history in its own folder, for tests of code that reads or writes one. */
#ifndef TESTS_HISTORY_H
#define TESTS_HISTORY_H

#include "record/columns.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the current test, and the path of its history. Set by history_set_up(). */
static char history_folder[64], history_path[96];

static inline int history_set_up(void **state) {
    (void)state;
    strcpy(history_folder, "/tmp/crossover-test-XXXXXX");
    if (!mkdtemp(history_folder))
        return -1;
    snprintf(history_path, sizeof history_path, "%s/results.db", history_folder);
    return 0;
}

static inline int history_tear_down(void **state) {
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", history_folder,
             history_folder);
    return system(command);
}

/* An ok trial of ten sleeps per worker; total_ms is its total. */
static inline struct trial history_trial(const char *model, int64_t concurrency, double total_ms) {
    struct trial trial = {
        .spec = {.kind = "sleep",
                 .engine = 1,
                 .threads = NO_VALUE,
                 .concurrency = concurrency,
                 .tasks = 10 * concurrency,
                 .per_worker = NO_VALUE,
                 .sleep_ns = 5 * NS_PER_MS,
                 .lateness_ns = 50000,
                 .queue = NO_VALUE,
                 .stack_bytes = NO_VALUE,
                 .round = 1,
                 .position = 1,
                 .task_times = 1},
        .sweep_id = 1,
        .cpus = 2,
        .cpu_quota = NAN,
    };

    trial.spec.per_worker = 10;
    record_clear(&trial.record);
    snprintf(trial.spec.model, sizeof trial.spec.model, "%s", model);
    trial.record.total_ns = llround(total_ms * 1e6);
    return trial;
}

static inline struct sweep history_sweep_facts(void) {
    return (struct sweep){.thread_cost = NAN,
                          .command = "test",
                          .trial_order = "rounds",
                          .seed = 1,
                          .planned = 1,
                          .work_rate = NAN};
}

/* Begin a sweep in a store. Returns its id. */
static inline int64_t history_sweep(struct store *store) {
    struct sweep sweep = history_sweep_facts();
    struct err err;
    int64_t id = 0;

    if (store_add_sweep(store, &sweep, &id, &err))
        fprintf(stderr, "%s\n", err.text);
    return id;
}

#endif
