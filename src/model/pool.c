#include "model/pool.h"

#include "base/clock.h"
#include "model/account.h"

#include <stdlib.h>

struct pool {
    struct run *run;
    struct account *accounts; /* one per worker */
};

static int run_task(struct runtime *runtime, const struct run *run, int64_t worker, int64_t task,
                    struct account *account) {
    const struct spec *spec = run->spec;
    struct line *line = run->lines ? &run->lines[worker] : NULL;
    struct wait wait;
    int64_t end_ns;

    if (task_run(run->task, runtime, run->peer, line, spec->sleep_ns, &wait))
        return -1;
    end_ns = wait.end_ns;
    if (spec->work_iterations > 0) {
        account->work_sum += work_burn(spec->work_iterations);
        end_ns = runtime->now(runtime);
    }
    account_task(account, run, runtime->one_thread, worker, task, &wait, end_ns);
    return 0;
}

/* Never inline, nor what runs but once: it would widen the stack of every worker that sleeps. */
static __attribute__((noinline)) void spread_out(struct runtime *runtime, const struct spec *spec,
                                                 int64_t worker) {
    int64_t delay_ns = account_delay_ns(spec, worker);
    struct wait ignored;

    if (delay_ns > 0)
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

    (void)ignored;
    account_start(pool->run);
    for (int64_t task = 0; task < pool->run->spec->tasks; task++)
        runtime->put(runtime, task);
    runtime->close(runtime);
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
    account_add_up(run, pool.accounts);
    free(pool.accounts);
    return 0;
}
