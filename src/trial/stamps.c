#include "trial/stamps.h"

#include "base/memory.h"
#include "trial/breakdown.h"
#include "trial/validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const char variable[] = "CROSSOVER_SLOTS";

struct stamps stamps_offer(const struct spec *spec) {
    struct stamps stamps = {.bytes = (size_t)spec->tasks * sizeof *stamps.slots, .fd = -1};
    char path[32];

    unsetenv(variable);
    if (!spec->task_times || spec->tasks == 0 || spec->tasks > RUN_SLOTS_MOST)
        return stamps;
    stamps.fd = memfd_create("slots", 0);
    if (stamps.fd < 0 || ftruncate(stamps.fd, (off_t)stamps.bytes))
        return stamps;
    stamps.slots =
        mmap(NULL, stamps.bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, stamps.fd, 0);
    if (stamps.slots == MAP_FAILED) {
        stamps.slots = NULL;
        return stamps;
    }
    snprintf(path, sizeof path, "/dev/fd/%d", stamps.fd);
    if (setenv(variable, path, 1))
        memory_missing();
    return stamps;
}

void stamps_withdraw(struct stamps *stamps) {
    if (stamps->slots)
        munmap(stamps->slots, stamps->bytes);
    if (stamps->fd >= 0)
        close(stamps->fd);
    *stamps = (struct stamps){.fd = -1};
}

/* --- reading the times ------------------------------------------------------------------------ */

/* Says what is wrong with a slot that has been written to, as the end of a sentence "task 7 …";
 * NULL if nothing is. */
static const char *trouble_of(const struct slot *slot, const struct run *run) {
    const struct times *times = &slot->times;

    if (slot->worker < 0 || slot->worker >= run->spec->concurrency)
        return "was run by a worker that does not exist";
    if (times->start_ns < run->start_ns)
        return "began before the first task was put in";
    if (times->woke_ns < times->start_ns || times->end_ns < times->woke_ns)
        return "ended before it began";
    return NULL;
}

/* Counts the workers that ran at least one task. */
static int64_t count_workers(const struct run *run) {
    bool *used = memory_get((size_t)run->spec->concurrency, sizeof *used);
    int64_t count = 0;

    for (int64_t i = 0; i < run->spec->tasks; i++)
        if (run->slots[i].times.end_ns != 0) {
            count += !used[run->slots[i].worker];
            used[run->slots[i].worker] = true;
        }
    free(used);
    return count;
}

static int read_slots(struct run *run, struct record *record) {
    for (int64_t i = 0; i < run->spec->tasks; i++) {
        const struct slot *slot = &run->slots[i];
        const char *trouble;

        if (slot->times.end_ns == 0)
            continue;
        trouble = trouble_of(slot, run);
        if (trouble) {
            record_fail(record, STATUS_ERROR, "by the program's stamps, task %lld %s", (long long)i,
                        trouble);
            return -1;
        }
        run->tasks_done++;
        if (slot->times.end_ns > run->end_ns)
            run->end_ns = slot->times.end_ns;
    }
    run->workers_used = count_workers(run);
    return 0;
}

void stamps_judge(const struct stamps *stamps, const struct spec *spec, int64_t start_ns,
                  struct record *record, struct latency *latency) {
    static const double rounding_ns = 1e6; /* allows for a total given in ms */
    struct run run = {.spec = spec,
                      .slots = stamps->slots,
                      .start_ns = start_ns,
                      .end_ns = start_ns,
                      .workers = spec->concurrency};

    if (read_slots(&run, record))
        return;
    if (run.tasks_done == 0) {
        record_fail(record, STATUS_ERROR,
                    "the program says start=, and stamped no task in the file that %s names",
                    variable);
        return;
    }
    if (run.tasks_done == spec->tasks &&
        fabs((double)(run.end_ns - run.start_ns - record->total_ns)) > rounding_ns) {
        record_fail(record, STATUS_ERROR,
                    "the program's total is %.6f s; by its stamps it is %.6f s",
                    (double)record->total_ns / 1e9, (double)(run.end_ns - run.start_ns) / 1e9);
        return;
    }
    if (run.tasks_done == spec->tasks)
        record->total_ns = run.end_ns - run.start_ns;
    validation_fill(&run, record);
    breakdown_read(&run, latency, record);
}
