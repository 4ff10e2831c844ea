/* Performs one trial in this process, without a server, for counting its instructions
 * (tests/bench_instructions.sh).
 * usage: bench_instructions MODEL KIND CONCURRENCY TASKS */
#include "base/clock.h"
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

static void nothing(struct run *run) {
    (void)run;
}

int main(int argc, char **argv) {
    const struct model *model = argc == 5 ? model_find(argv[1]) : NULL;
    const struct task *task = argc == 5 ? task_find(argv[2]) : NULL;
    struct spec spec = {.queue = NO_VALUE, .stack_bytes = NO_VALUE, .task_times = 1};
    struct run run = {.spec = &spec, .task = task, .at_start = nothing, .at_end = nothing};
    struct err err;

    if (!model || !model->run || !task || task->served) {
        fprintf(stderr, "usage: bench_instructions MODEL KIND CONCURRENCY TASKS\n");
        return 2;
    }
    spec.concurrency = atoll(argv[3]);
    spec.tasks = atoll(argv[4]);
    spec.sleep_ns = task->waits ? 5 * NS_PER_MS : 0;
    spec.lateness_ns = 50 * NS_PER_US;
    prctl(PR_SET_TIMERSLACK, spec.lateness_ns);
    run.slots = calloc((size_t)spec.tasks, sizeof *run.slots);
    if (!run.slots || model->run(&run, &err) || run.tasks_done != spec.tasks) {
        fprintf(stderr, "bench_instructions: the trial failed\n");
        return 1;
    }
    free(run.slots);
    return 0;
}
