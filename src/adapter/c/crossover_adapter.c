#include "crossover_adapter.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

int64_t now_ns(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

_Noreturn void refuse(const struct trial *trial, int status, const char *sentence) {
    fprintf(stderr, "%s: %s\n", trial->name, sentence);
    exit(status);
}

static int64_t cpu_ns(void) {
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000 +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000;
}

/* --- the work --------------------------------------------------------------------------------- */

static __attribute__((noinline)) uint64_t burn(int64_t iterations) {
    uint64_t value = 1;

    for (int64_t i = 0; i < iterations; i++)
        value = (value ^ (uint64_t)i) * 0x9e3779b97f4a7c15u;
    return value;
}

static volatile uint64_t sink; /* keeps the compiler from removing the work */

/* Iterations per second: the best of several runs, because other load can only slow a run. */
static double rate(void) {
    enum { runs = 20, iterations = 1000000 };
    int64_t best_ns = INT64_MAX;

    for (int run = 0; run < runs; run++) {
        int64_t start_ns = now_ns(), took_ns;

        sink = burn(iterations);
        took_ns = now_ns() - start_ns;
        best_ns = took_ns < best_ns ? took_ns : best_ns;
    }
    return iterations * 1e9 / (double)best_ns;
}

/* --- the command line ----------------------------------------------------------------------------
 */

/* A slot per task: in runner's file if it offers one, else in memory of our own. */
static void make_room(struct trial *trial) {
    size_t bytes = (size_t)trial->tasks * sizeof *trial->slots;
    const char *path = getenv("CROSSOVER_SLOTS");
    int fd = path && bytes ? open(path, O_RDWR | O_CLOEXEC) : -1;

    trial->certifies = fd >= 0;
    trial->slots = fd >= 0
                       ? mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0)
                       : calloc(1, bytes + 1);
    if (!trial->slots || trial->slots == MAP_FAILED)
        refuse(trial, 1, "there is no memory for the times of so many tasks");
}

struct trial trial_open(const char *name, int argc, char **argv) {
    struct trial trial = {.name = name, .concurrency = 1};
    int option;

    while ((option = getopt(argc, argv, "t:c:n:w:p:q:")) != -1)
        switch (option) {
        case 't':
            trial.sleep_ms = atof(optarg);
            break;
        case 'c':
            trial.concurrency = atoll(optarg);
            break;
        case 'n':
            trial.tasks = atoll(optarg);
            break;
        case 'w':
            trial.work_ms = atof(optarg);
            break;
        case 'p':
            trial.spread = !strcmp(optarg, "spread");
            break;
        case 'q':
            trial.room = atoll(optarg);
            break;
        default:
            refuse(&trial, 2, "options are -t MS -c N -n N -w MS -p spread -q N");
        }
    if (trial.concurrency < 1 || trial.tasks < 0 || trial.room < 0 || !(trial.sleep_ms >= 0))
        refuse(&trial, 2, "a number is out of range");
    if (trial.room == 0)
        trial.room = trial.concurrency;
    trial.sleep_ns = llround(trial.sleep_ms * 1e6);
    if (trial.work_ms > 0)
        trial.iterations = llround(trial.work_ms / 1e3 * rate());
    make_room(&trial);
    trial.spawning_ns = now_ns();
    return trial;
}

/* --- the tasks -------------------------------------------------------------------------------- */

void trial_begin(struct trial *trial) {
    trial->cpu_ns = cpu_ns();
    trial->start_ns = now_ns();
}

/* Tasks are consecutive numbers, so the ring needs no storage. */
bool trial_put(struct trial *trial) {
    if (trial->last == trial->tasks || trial->last - trial->first == trial->room)
        return false;
    trial->last++;
    return true;
}

bool trial_take(struct trial *trial, int64_t *task) {
    if (trial->first == trial->last)
        return false;
    *task = trial->first++;
    return true;
}

bool trial_is_drained(const struct trial *trial) {
    return trial->first == trial->tasks;
}

int64_t trial_delay_ns(const struct trial *trial, int64_t worker) {
    return trial->spread ? trial->sleep_ns * worker / trial->concurrency : 0;
}

void trial_stamp(struct trial *trial, int64_t task, int64_t worker, int64_t start_ns) {
    struct slot slot = {start_ns, now_ns(), 0, worker};

    slot.end_ns = slot.woke_ns;
    if (trial->iterations > 0) {
        sink = burn(trial->iterations);
        slot.end_ns = now_ns();
    }
    trial->slots[task] = slot;
}

void trial_tell(struct trial *trial, const char *runtime) {
    int64_t spent_ns = cpu_ns() - trial->cpu_ns, end_ns = trial->start_ns, shortest_ns = INT64_MAX;

    for (int64_t i = 0; i < trial->tasks; i++) {
        const struct slot *slot = &trial->slots[i];

        if (slot->end_ns > end_ns)
            end_ns = slot->end_ns;
        if (slot->woke_ns - slot->start_ns < shortest_ns)
            shortest_ns = slot->woke_ns - slot->start_ns;
    }
    printf("%s\t%g\t%lld\t%lld\t%.9f\tspawn=%.9f\tstart=%lld\tcpu=%.9f", trial->name,
           trial->sleep_ms, (long long)trial->concurrency, (long long)trial->tasks,
           (double)(end_ns - trial->start_ns) / 1e9,
           (double)(trial->start_ns - trial->spawning_ns) / 1e9, (long long)trial->start_ns,
           (double)spent_ns / 1e9);
    if (trial->work_ms > 0)
        printf("\twork=%g", trial->work_ms);
    if (trial->spread)
        printf("\tphase=spread");
    if (trial->room != trial->concurrency)
        printf("\tqueue=%lld", (long long)trial->room);
    if (!trial->certifies && trial->tasks > 0)
        printf("\tshortest_wait=%lld", (long long)shortest_ns);
    printf("\truntime=%s\n", runtime);
}
