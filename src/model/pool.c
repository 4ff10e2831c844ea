#include "model/pool.h"

#include "base/clock.h"
#include "base/memory.h"
#include "model/account.h"

struct pool {
    struct runtime *runtime;
    struct run *run;
    struct account *accounts; /* one per worker */
};

/* A worker's state. It lies on the worker's stack. Thousands of stacks take turns in the cache, so
 * a stack holds as little as possible during a wait. The state is passed by address to functions
 * that are never inlined, so that it is all there is: values that the loop kept in registers would
 * have to be saved both by the loop and by the switch. */
struct worker {
    struct pool *pool;
    int64_t number, task, tasks_done;
    struct wait wait;
    uint64_t work_sum;
    /* One of its waits failed. It then goes on taking tasks without running them, so that the
     * producer can finish. */
    bool failed;
};

static __attribute__((noinline)) bool take_task(struct worker *worker) {
    struct runtime *runtime = worker->pool->runtime;

    return runtime->take(runtime, worker->number, &worker->task);
}

static __attribute__((noinline)) void spread_out(struct worker *worker) {
    struct pool *pool = worker->pool;
    int64_t delay_ns = account_delay_ns(pool->run->spec, worker->number);

    if (delay_ns > 0)
        pool->runtime->sleep(pool->runtime, delay_ns, &worker->wait);
}

static __attribute__((noinline)) int await_task(struct worker *worker) {
    const struct run *run = worker->pool->run;
    struct connection *line = run->connections ? &run->connections[worker->number] : NULL;

    return task_run(run->task, worker->pool->runtime, run->peer, line, run->spec->sleep_ns,
                    &worker->wait);
}

static __attribute__((noinline)) void finish_task(struct worker *worker) {
    struct runtime *runtime = worker->pool->runtime;
    const struct run *run = worker->pool->run;
    int64_t end_ns = worker->wait.end_ns;

    if (run->spec->work_iterations > 0) {
        worker->work_sum += work_burn(run->spec->work_iterations);
        end_ns = runtime->now(runtime);
    }
    worker->tasks_done++;
    account_task(run, runtime->one_thread, worker->number, worker->task, &worker->wait, end_ns);
}

static __attribute__((noinline)) void leave(const struct worker *worker) {
    struct pool *pool = worker->pool;

    pool->accounts[worker->number] = (struct account){
        .tasks_done = worker->tasks_done,
        .work_sum = worker->work_sum,
        .failed = worker->failed,
        .left_ns = account_has_times(pool->run) ? 0 : pool->runtime->now(pool->runtime),
    };
}

static void work_through(struct runtime *runtime, int64_t number, void *context) {
    struct worker worker = {.pool = context, .number = number};

    (void)runtime;
    while (take_task(&worker)) {
        if (worker.failed)
            continue;
        if (worker.tasks_done == 0)
            spread_out(&worker);
        if (await_task(&worker))
            worker.failed = true;
        else
            finish_task(&worker);
    }
    leave(&worker);
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
    struct pool pool = {.runtime = runtime, .run = run};
    size_t workers = (size_t)run->spec->concurrency;
    int64_t before_ns;

    pool.accounts = memory_touched(workers, sizeof *pool.accounts);
    if (!pool.accounts)
        memory_missing();
    before_ns = clock_ns();
    if (runtime->spawn(runtime, run->spec->concurrency, work_through, &pool, &run->workers, err)) {
        memory_free(pool.accounts, workers, sizeof *pool.accounts);
        return -1;
    }
    run->spawn_ns = clock_ns() - before_ns;
    run->at_start(run); /* not in the producer, whose stack may be small */
    runtime->produce(runtime, put_all, &pool);
    run->at_end(run);
    runtime->join(runtime);
    account_add_up(run, pool.accounts);
    memory_free(pool.accounts, workers, sizeof *pool.accounts);
    return 0;
}
