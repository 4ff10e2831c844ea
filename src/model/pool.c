/* Nothing that two workers share is written on a task's path but the queue: each task has a slot of its
 * own (or each CPU its histograms), and each worker adds up in local variables and writes them down when
 * it leaves. */
#include "model/pool.h"

#include "base/clock.h"

#include <sched.h>
#include <stdlib.h>

/* What a worker leaves behind. */
struct account {
    int64_t tasks_done;
    bool failed;     /* a wait of its own did, and it ran no task since */
    int64_t left_ns; /* when it found that there are no more tasks */
    uint64_t work_sum;
};

struct pool {
    struct run *run;
    struct account *accounts; /* one per worker */
};

static void count_directly(const struct runtime *runtime, struct direct *direct, int64_t worker,
                           const struct times *times) {
    int64_t shard = runtime->one_thread ? 0 : sched_getcpu() % direct->shard_count;

    tally_task(&direct->tallies[worker], &direct->shards[shard], runtime->one_thread,
               &direct->intent, worker, times);
}

static int run_task(struct runtime *runtime, const struct run *run, int64_t worker, int64_t task,
                    struct account *account) {
    const struct spec *spec = run->spec;
    struct line *line = run->lines ? &run->lines[worker] : NULL;
    struct wait wait;
    int64_t end_ns;

    if (run->task->run(runtime, run->peer, line, spec->sleep_ns, &wait))
        return -1;
    end_ns = wait.end_ns;
    if (spec->work_iterations > 0) {
        account->work_sum += work_burn(spec->work_iterations);
        end_ns = runtime->now(runtime);
    }
    if (run->slots)
        run->slots[task] = (struct slot){{wait.start_ns, wait.end_ns, end_ns}, worker};
    else if (run->direct)
        count_directly(runtime, run->direct, worker,
                       &(struct times){wait.start_ns, wait.end_ns, end_ns});
    account->tasks_done++;
    return 0;
}

/* In phase `spread` worker i's first task is delayed by i*sleep/c. */
static void spread_out(struct runtime *runtime, const struct spec *spec, int64_t worker) {
    int64_t delay_ns = spec->sleep_ns * worker / spec->concurrency;
    struct wait ignored;

    if (spec->phase == PHASE_SPREAD && delay_ns > 0)
        runtime->sleep(runtime, delay_ns, &ignored);
}

/* A worker whose wait has failed goes on to take tasks and runs none of them, so that the producer ends. */
static void work_through(struct runtime *runtime, int64_t worker, void *context) {
    struct pool *pool = context;
    struct account account = {0};
    int64_t task;

    while (runtime->take(runtime, worker, &task)) {
        if (account.failed)
            continue;
        if (account.tasks_done == 0)
            spread_out(runtime, pool->run->spec, worker);
        account.failed = run_task(runtime, pool->run, worker, task, &account) < 0;
    }
    account.left_ns = runtime->now(runtime);
    pool->accounts[worker] = account;
}

static void put_all(struct runtime *runtime, int64_t ignored, void *context) {
    struct pool *pool = context;
    struct run *run = pool->run;

    (void)ignored;
    run->start_ns = clock_ns();
    if (run->direct)
        run->direct->intent.start_ns = run->start_ns;
    for (int64_t task = 0; task < run->spec->tasks; task++)
        runtime->put(runtime, task);
    runtime->close(runtime);
}

/* t1 is the end of the last task; without times it is when the last worker found the queue closed,
 * which is at once after its last task. */
static void add_up(struct pool *pool) {
    struct run *run = pool->run;

    for (int64_t i = 0; i < run->workers; i++) {
        const struct account *account = &pool->accounts[i];

        run->tasks_done += account->tasks_done;
        run->workers_used += account->tasks_done > 0;
        run->work_sum += account->work_sum;
        if (!run->slots && !run->direct && account->left_ns > run->end_ns)
            run->end_ns = account->left_ns;
        if (run->direct && run->direct->tallies[i].last_end_ns > run->end_ns)
            run->end_ns = run->direct->tallies[i].last_end_ns;
    }
    for (int64_t i = 0; run->slots && i < run->spec->tasks; i++)
        if (run->slots[i].times.end_ns > run->end_ns)
            run->end_ns = run->slots[i].times.end_ns;
}

int pool_run(struct runtime *runtime, struct run *run, struct err *err) {
    struct pool pool = {.run = run};
    int64_t before_ns;

    pool.accounts = calloc((size_t)run->spec->concurrency, sizeof *pool.accounts);
    PROMISE(pool.accounts);
    before_ns = clock_ns();
    if (runtime->spawn(runtime, run->spec->concurrency, work_through, &pool, &run->workers, err))
        return -1; /* some workers exist and still use the pool: only the process can end them */
    run->spawn_ns = clock_ns() - before_ns;
    run->at_start(run); /* here, and not in the producer, whose stack may be small */
    runtime->produce(runtime, put_all, &pool);
    run->at_end(run);
    runtime->join(runtime);
    add_up(&pool);
    free(pool.accounts);
    return 0;
}
