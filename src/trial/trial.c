/* The timeline of one trial, and where the gauges are read:
 *
 *   bare       start                                                  end
 *    |  spawn    | t0 put, put, put ... close ... last task done t1    | stop the workers
 *    |           '------------------------ total -------------------'  |
 *    '---- memory: what the workers added -----------------------------'
 *                '---- CPU, switches, faults --------------------------'
 */
#include "trial/trial.h"
#include "trial/page.h"

#include "base/err.h"
#include "base/memory.h"
#include "model/model.h"
#include "record/columns.h"
#include "trial/breakdown.h"
#include "trial/connections.h"
#include "trial/external.h"
#include "trial/usage.h"
#include "trial/validation.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/* A run and the readings around it. */
struct measured_run {
    struct run run;
    struct usage bare, start, end;
};

static void at_start(struct run *run) {
    usage_begin(&((struct measured_run *)run)->start);
}

static void at_end(struct run *run) {
    usage_end(&((struct measured_run *)run)->end);
}

/* The number of CPUs of this machine, including those that this process may not use; 1
 * if unknown. */
static int64_t cpu_count(void) {
    int64_t count = sysconf(_SC_NPROCESSORS_CONF);

    return count < 1 ? 1 : count;
}

/* Allocates room for the times of the tasks, if they are wanted. Returns -1 if there is
 * no memory. */
static int make_room(struct run *run, struct direct *direct) {
    const struct spec *spec = run->spec;

    if (!spec->task_times)
        return 0;
    if (spec->tasks <= RUN_SLOTS_MOST)
        return (run->slots = memory_touched((size_t)spec->tasks, sizeof *run->slots)) ? 0 : -1;
    *direct = (struct direct){
        .tallies = memory_touched((size_t)spec->concurrency, sizeof *direct->tallies),
        .shard_count = cpu_count(),
        .intent = breakdown_intent(spec),
    };
    direct->shards = memory_touched((size_t)direct->shard_count, sizeof *direct->shards);
    run->direct = direct;
    return direct->tallies && direct->shards ? 0 : -1;
}

/* Performs the trial with a model of ours. */
static void perform_here(struct trial_page *page, struct record *record) {
    const struct spec *spec = &page->spec;
    const struct model *model = model_find(spec->model);
    struct measured_run measured = {
        .run = {.spec = spec,
                .task = task_find(spec->kind),
                .peer = &page->peer,
                .at_start = at_start,
                .at_end = at_end},
    };
    struct run *run = &measured.run;
    struct direct direct;
    struct err err;

    ASSERT(model && run->task);
    if (make_room(run, &direct)) {
        record_fail(record, STATUS_ERROR,
                    "there is not enough memory to time that many tasks; use fewer, or "
                    "--no-task-times");
        return;
    }
    if (connections_open(run, model, record))
        return;
    usage_begin(&measured.bare);
    if (model->run(run, &err)) {
        record->workers = run->workers;
        record_fail(record, STATUS_LIMIT, "%s", err.text);
        return;
    }
    record->total_ns = run->end_ns - run->start_ns;
    record->spawn_ns = run->spawn_ns;
    usage_cost(&measured.bare, &measured.start, &measured.end, page->kernel_stack_bytes, record);
    validation_fill(run, record);
    breakdown_read(run, &page->latency, record);
    connections_judge(run, record);
    connections_close(run);
}

static void perform(struct trial_page *page, struct record *record) {
    record->ruler_before_ns = interference_ruler();
    if (*page->spec.command)
        external_perform(page, record);
    else
        perform_here(page, record);
    record->stopped = interference_was_stopped();
    record->ruler_after_ns = interference_ruler();
}

int trial_main(void) {
    struct trial_page *page =
        mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, TRIAL_PAGE_FD, 0);
    struct record record;

    if (page == MAP_FAILED) {
        fprintf(stderr, "--trial is internal; run runner without it\n");
        return 2;
    }
    close(TRIAL_PAGE_FD);
    fcntl(TRIAL_CONTROL_FD, F_SETFD, FD_CLOEXEC); /* not for a foreign program */
    fcntl(TRIAL_REQUEST_FD, F_SETFD, FD_CLOEXEC);
    /* Threads inherit the timer slack; the coroutine engine coalesces its own deadlines by the same
     * amount. 0 would select the default. */
    prctl(PR_SET_TIMERSLACK, page->spec.lateness_ns > 0 ? page->spec.lateness_ns : 1);
    interference_watch_stops();
    record_clear(&record);
    perform(page, &record);
    page->record = record;
    atomic_store(&page->whole, 1);
    return 0;
}
