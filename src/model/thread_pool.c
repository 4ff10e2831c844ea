#include "model/thread_pool.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/memory.h"
#include "model/limit.h"
#include "model/nanosleep.h"
#include "model/semaphore.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Only address space: a page or two of it is ever touched. The sanitizers need more. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const size_t default_stack_bytes = 1 << 20;
#else
static const size_t default_stack_bytes = 64 << 10;
#endif

/* No thread has less than the system's least, whatever is asked. */
static size_t stack_bytes(const struct spec *spec) {
    int64_t least = sysconf(_SC_THREAD_STACK_MIN);

    if (spec->stack_bytes == NO_VALUE)
        return default_stack_bytes;
    return (size_t)(spec->stack_bytes < least ? least : spec->stack_bytes);
}

struct member {
    struct crew *crew;
    int64_t worker;
    pthread_t thread;
};

static void *member_main(void *argument) {
    struct member *member = argument;
    struct crew *crew = member->crew;

    sem_post(&crew->begun);
    crew->body(&crew->runtime, member->worker, crew->context);
    if (atomic_fetch_sub(&crew->at_work, 1) == 1)
        sem_post(&crew->all_left);
    semaphore_wait(&crew->may_end);
    return NULL;
}

static const struct needs crew_needs = CREW_NEEDS;

/* The threads that were created must end before their data is freed. */
static int refuse(struct crew *crew, int64_t made, int error, struct err *err) {
    err_set(err, ERR_TRIAL, "only %lld of %lld threads could be created: %s", (long long)made,
            (long long)crew->count, strerror(error));
    wall_name(&crew_needs, made, made, err->text, sizeof err->text);
    crew->count = made;
    crew->runtime.close(&crew->runtime);
    crew_join(&crew->runtime);
    return -1;
}

int crew_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
               int64_t *made, struct err *err) {
    struct crew *crew = (struct crew *)runtime;
    pthread_attr_t attributes;
    int error = 0;

    crew->members = memory_get((size_t)count, sizeof *crew->members);
    crew->count = count;
    crew->body = body;
    crew->context = context;
    atomic_init(&crew->at_work, count);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes(crew->spec));
    for (*made = 0; *made < count && !error; *made += !error) {
        struct member *member = &crew->members[*made];

        *member = (struct member){.crew = crew, .worker = *made};
        error = pthread_create(&member->thread, &attributes, member_main, member);
    }
    pthread_attr_destroy(&attributes);
    if (error)
        return refuse(crew, *made, error, err);
    for (int64_t i = 0; i < count; i++)
        semaphore_wait(&crew->begun);
    return 0;
}

static void crew_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct crew *crew = (struct crew *)runtime;

    producer(runtime, 0, context);
    semaphore_wait(&crew->all_left);
}

void crew_join(struct runtime *runtime) {
    struct crew *crew = (struct crew *)runtime;

    for (int64_t i = 0; i < crew->count; i++)
        sem_post(&crew->may_end);
    for (int64_t i = 0; i < crew->count; i++)
        pthread_join(crew->members[i].thread, NULL);
    free(crew->members);
    sem_destroy(&crew->begun);
    sem_destroy(&crew->all_left);
    sem_destroy(&crew->may_end);
}

void crew_init(struct crew *crew, const struct spec *spec) {
    crew->spec = spec;
    crew->runtime.spawn = crew_spawn;
    crew->runtime.produce = crew_produce;
    crew->runtime.sleep = nanosleep_wait;
    crew->runtime.await = nanosleep_await;
    crew->runtime.now = nanosleep_now;
    crew->runtime.spin_ns = spec->spin_ns;
    crew->runtime.join = crew_join;
    PROMISE(!sem_init(&crew->begun, 0, 0) && !sem_init(&crew->all_left, 0, 0) &&
            !sem_init(&crew->may_end, 0, 0));
}
