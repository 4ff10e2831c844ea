#include "base/host.h"
#include "base/hash.h"

#include "base/proc.h"
#include "base/value.h"

#include <ctype.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef BUILD
#define BUILD "unknown"
#endif

bool host_boot_id(char text[static HOST_BOOT_ID_SIZE]) {
    return proc_line("/proc/sys/kernel/random/boot_id", text, HOST_BOOT_ID_SIZE);
}

int64_t host_cpus_allowed(void) {
    cpu_set_t *set = CPU_ALLOC(8192);
    size_t size = CPU_ALLOC_SIZE(8192);
    int64_t count = sysconf(_SC_NPROCESSORS_ONLN);

    if (set && !sched_getaffinity(0, size, set))
        count = CPU_COUNT_S(size, set);
    CPU_FREE(set);
    return count;
}

static int refuse_cpus(const char *list, const char *why, struct err *err) {
    return err_set(err, ERR_USAGE, "--cpus: '%s' %s; give CPUs of this machine such as 0,2-5", list,
                   why);
}

/* Parses "A" or "A-B". Returns a pointer to the text after it, NULL if it is neither. */
static const char *read_cpu_range(const char *text, long *first, long *last) {
    char *end;

    if (!isdigit((unsigned char)*text))
        return NULL;
    *first = *last = strtol(text, &end, 10);
    if (*end == '-' && isdigit((unsigned char)end[1]))
        *last = strtol(end + 1, &end, 10);
    return *last < *first || *last >= CPU_SETSIZE || (*end && *end != ',') ? NULL : end;
}

void host_raise_descriptors(void) {
    struct rlimit limit;

    if (!getrlimit(RLIMIT_NOFILE, &limit)) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int host_pin(const char *list, struct err *err) {
    const char *rest = list;
    cpu_set_t wanted, got;
    long first, last;

    CPU_ZERO(&wanted);
    do {
        if (!(rest = read_cpu_range(rest, &first, &last)))
            return refuse_cpus(list, "is not a list of CPUs", err);
        for (long cpu = first; cpu <= last; cpu++)
            CPU_SET((size_t)cpu, &wanted);
    } while (*rest++);
    if (sched_setaffinity(0, sizeof wanted, &wanted) || sched_getaffinity(0, sizeof got, &got) ||
        !CPU_EQUAL(&wanted, &got))
        return refuse_cpus(list, "names a CPU that this process may not use", err);
    return 0;
}

struct gate {
    pthread_mutex_t mutex;
};

static void *wait_at_gate(void *argument) {
    struct gate *gate = argument;

    pthread_mutex_lock(&gate->mutex);
    pthread_mutex_unlock(&gate->mutex);
    return NULL;
}

/* The kernel counts KernelStack per CPU and sums up only now and then, so the figure is off by a
 * fraction of a megabyte. With this many threads the error rounds away. */
static int64_t measure_kernel_stack(void) {
    enum { threads = 512, page = 4096, small_stack = 64 << 10 };
    static pthread_t thread[threads];
    static struct gate gate = {
        .mutex = PTHREAD_MUTEX_INITIALIZER}; /* the threads wait here until the process ends */
    int64_t before = proc_kilobytes("/proc/meminfo", "KernelStack:"), after;
    pthread_attr_t attributes;
    int made = 0;

    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, small_stack);
    pthread_mutex_lock(&gate.mutex);
    while (made < threads && !pthread_create(&thread[made], &attributes, wait_at_gate, &gate))
        made++;
    after = proc_kilobytes("/proc/meminfo", "KernelStack:");
    if (before == NO_VALUE || after == NO_VALUE || made < threads || after <= before)
        return NO_VALUE;
    return ((after - before) / made + page / 2) / page * page;
}

/* Measures in a child process, whose exit ends the threads: in this process the C library would
 * keep their stacks mapped. */
int64_t host_kernel_stack_bytes(void) {
    int64_t bytes = NO_VALUE;
    int ends[2];
    pid_t child;

    if (pipe2(ends, O_CLOEXEC))
        return NO_VALUE;
    child = fork();
    if (child == 0) {
        bytes = measure_kernel_stack();
        _exit(write(ends[1], &bytes, sizeof bytes) != sizeof bytes);
    }
    close(ends[1]);
    if (child > 0) {
        if (read(ends[0], &bytes, sizeof bytes) != sizeof bytes)
            bytes = NO_VALUE;
        waitpid(child, NULL, 0);
    }
    close(ends[0]);
    return bytes;
}

/* Hashes eight bytes at a time. */
void host_program(char text[static HOST_PROGRAM_SIZE]) {
    FILE *file = fopen("/proc/self/exe", "re");
    uint64_t hash = HASH_START, words[512];
    size_t count;

    *text = 0;
    while (file && (count = fread(words, sizeof *words, sizeof words / sizeof *words, file)) > 0)
        for (size_t i = 0; i < count; i++)
            hash = hash_add(hash, words[i]);
    if (!file)
        return;
    snprintf(text, HOST_PROGRAM_SIZE, "%016llx", (unsigned long long)hash);
    fclose(file);
}

const char *host_build(void) {
    return BUILD ", gcc " __VERSION__;
}
