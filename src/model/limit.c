#include "model/limit.h"

#include "base/cgroup.h"
#include "base/proc.h"
#include "base/text.h"
#include "record/record.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A limit, and how much of it is left. NO_VALUE if there is no limit or it cannot be read. */
struct room {
    int64_t value, left;
};

static const struct room no_limit = {NO_VALUE, NO_VALUE};

/* --- current use ------------------------------------------------------------------------------ */

static int64_t read_number(const char *path) {
    char text[32];

    return proc_line(path, text, sizeof text) ? atoll(text) : NO_VALUE;
}

/* The file reads "0.00 0.01 0.05 1/136 4711"; the second number of the fourth field counts
 * all threads. */
static int64_t threads_of_all(void) {
    char line[96];
    long long running, all;

    if (!proc_line("/proc/loadavg", line, sizeof line) ||
        sscanf(line, "%*f %*f %*f %lld/%lld", &running, &all) != 2)
        return 0;
    return all;
}

static int64_t threads_of_process(const char *pid, uid_t user) {
    char path[300], text[64];

    snprintf(path, sizeof path, "/proc/%s/status", pid);
    if (!proc_field(path, "Uid:", text, sizeof text) || (uid_t)atoll(text) != user)
        return 0;
    return proc_field(path, "Threads:", text, sizeof text) ? atoll(text) : 0;
}

static int64_t threads_of_user(void) {
    DIR *processes = opendir("/proc");
    struct dirent *process;
    int64_t sum = 0;

    while (processes && (process = readdir(processes)))
        if (isdigit((unsigned char)*process->d_name))
            sum += threads_of_process(process->d_name, getuid());
    if (processes)
        closedir(processes);
    return sum;
}

static int64_t lines_of(const char *path) {
    FILE *file = fopen(path, "re");
    int64_t lines = 0;
    int c;

    while (file && (c = getc(file)) != EOF)
        lines += c == '\n';
    if (file)
        fclose(file);
    return lines;
}

static int64_t open_descriptors(void) {
    DIR *descriptors = opendir("/proc/self/fd");
    int64_t count = 0;

    while (descriptors && readdir(descriptors))
        count++;
    if (descriptors)
        closedir(descriptors);
    return count;
}

/* --- each limit ------------------------------------------------------------------------------- */

static struct room room_under(int64_t value, int64_t used) {
    return value == NO_VALUE ? no_limit : (struct room){value, value - used};
}

static struct room room_under_resource(rlim_t limit, int64_t used) {
    return limit == RLIM_INFINITY ? no_limit : room_under((int64_t)limit, used);
}

/* The kernel assigns the first 300 numbers only once. */
static struct room room_of_numbers(void) {
    return room_under(read_number("/proc/sys/kernel/pid_max"), 300 + threads_of_all());
}

static struct room room_of_threads(void) {
    return room_under(read_number("/proc/sys/kernel/threads-max"), threads_of_all());
}

/* This limit does not apply to the superuser. */
static struct room room_of_user(void) {
    struct rlimit limit;

    if (geteuid() == 0 || getrlimit(RLIMIT_NPROC, &limit))
        return no_limit;
    return room_under_resource(limit.rlim_cur, threads_of_user());
}

static struct room room_of_maps(void) {
    return room_under(read_number("/proc/sys/vm/max_map_count"), lines_of("/proc/self/maps"));
}

/* Uses the hard limit, because a trial whose workers need descriptors raises the soft limit
 * to it. */
static struct room room_of_descriptors(void) {
    struct rlimit limit;

    return getrlimit(RLIMIT_NOFILE, &limit)
               ? no_limit
               : room_under_resource(limit.rlim_max, open_descriptors());
}

/* The file reads "32768\t60999". The whole range is free: each trial's server has its own port, and
 * both ports together identify a connection. */
static struct room room_of_ports(void) {
    char line[64];
    long long from, to;

    if (!proc_line("/proc/sys/net/ipv4/ip_local_port_range", line, sizeof line) ||
        sscanf(line, "%lld %lld", &from, &to) != 2)
        return no_limit;
    return room_under(to - from + 1, 0);
}

static struct room room_of_cgroup_threads(void) {
    struct cgroup_limit limit = cgroup_pids(NULL);

    return (struct room){limit.most, limit.left};
}

static struct room room_of_memory(void) {
    int64_t available = proc_kilobytes("/proc/meminfo", "MemAvailable:");

    return (struct room){available, available};
}

static struct room room_of_cgroup_memory(void) {
    struct cgroup_limit limit = cgroup_memory(NULL);

    return (struct room){limit.left, limit.left};
}

static const struct source {
    const char *name;
    size_t need; /* offset in struct needs of how much one worker needs */
    struct room (*room)(void);
} sources[] = {
    {"kernel.pid_max", offsetof(struct needs, threads), room_of_numbers},
    {"kernel.threads-max", offsetof(struct needs, threads), room_of_threads},
    {"cgroup pids.max", offsetof(struct needs, threads), room_of_cgroup_threads},
    {"RLIMIT_NPROC", offsetof(struct needs, threads), room_of_user},
    {"vm.max_map_count", offsetof(struct needs, maps), room_of_maps},
    {"RLIMIT_NOFILE", offsetof(struct needs, descriptors), room_of_descriptors},
    {"net.ipv4.ip_local_port_range", offsetof(struct needs, ports), room_of_ports},
    {"memory", offsetof(struct needs, bytes), room_of_memory},
    {"cgroup memory", offsetof(struct needs, bytes), room_of_cgroup_memory},
};

/* --- all limits ------------------------------------------------------------------------------- */

static int by_workers(const void *a, const void *b) {
    const struct limit *first = a, *second = b;

    return (first->workers > second->workers) - (first->workers < second->workers);
}

size_t limits_list(const struct needs *needs, int64_t existing, int64_t kernel_stack_bytes,
                   struct limit limits[static LIMITS_MOST]) {
    struct needs whole = *needs;
    size_t count = 0;

    if (kernel_stack_bytes != NO_VALUE)
        whole.bytes += needs->threads * kernel_stack_bytes;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        int64_t need = *(const int64_t *)((const char *)&whole + sources[i].need);
        struct room room = need > 0 ? sources[i].room() : no_limit;

        if (room.left != NO_VALUE)
            limits[count++] = (struct limit){sources[i].name, room.value,
                                             existing + (room.left > 0 ? room.left / need : 0)};
    }
    qsort(limits, count, sizeof *limits, by_workers);
    return count;
}

/* Within a tenth, because what other processes use changes in the meantime. */
static int is_near(int64_t workers, int64_t limit) {
    int64_t apart = llabs(workers - limit);

    return apart * 10 <= limit || apart < 10;
}

void limit_append(const struct needs *needs, int64_t workers, int64_t existing, char *sentence,
                  size_t size) {
    struct limit limits[LIMITS_MOST];
    size_t count = limits_list(needs, existing, NO_VALUE, limits);

    if (count > 0 && is_near(workers, limits[0].workers))
        text_add(sentence, size, " (%s is %lld)", limits[0].name, (long long)limits[0].value);
}
