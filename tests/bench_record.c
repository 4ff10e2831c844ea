/* Measures how long recording a trial takes: rows are committed one by one, as runner does. Prints
 * a row of the table in data/bench.md.
 * usage: bench_record FILE */
#include "store/store.h"
#include "tests/history.h"

static struct latency latency;

int main(int argc, char **argv) {
    enum { rows = 500 };
    struct err err = {0};
    struct store *store = argc == 2 ? store_open(argv[1], &err) : NULL;
    struct trial trial = history_trial("thread", 100, 50);
    int64_t start_ns, longest_ns = 0;

    if (!store) {
        fprintf(stderr, "bench_record: %s\n", err.text);
        return 3;
    }
    trial.sweep_id = history_sweep(store);
    /* 10,000 tasks, spread over as many buckets as a trial fills here: about 450 per metric. */
    for (int64_t i = 0; i < 10000; i++)
        for (int metric = 0; metric < LATENCY_METRICS; metric++)
            histogram_add(&latency.metric[metric], 1000 + i);
    start_ns = clock_ns();
    for (int i = 0; i < rows; i++) {
        int64_t before_ns = clock_ns();

        trial.spec.position = i + 1;
        if (store_commit_trial(store, &trial, &latency, &err)) {
            fprintf(stderr, "bench_record: %s\n", err.text);
            return 3;
        }
        if (clock_ns() - before_ns > longest_ns)
            longest_ns = clock_ns() - before_ns;
    }
    printf("| recording a trial (ms; mean of %d, longest %.2f) | at most 2 | %.2f |\n", rows,
           (double)longest_ns / 1e6, (double)(clock_ns() - start_ns) / 1e6 / rows);
    store_close(store);
    return 0;
}
