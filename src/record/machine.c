#include "record/machine.h"

#include "base/hash.h"
#include "base/proc.h"
#include "base/text.h"
#include "record/record.h"

#include <dirent.h>
#include <gnu/libc-version.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define FACT(n, form, in_id)                                                                       \
    { #n, FACT_##form, offsetof(struct machine, n), in_id }

const struct machine_fact machine_facts[] = {
    FACT(cpu_model, TEXT, true),
    FACT(cpus, INTEGER, true),
    {"memory", FACT_INTEGER, offsetof(struct machine, memory_bytes), true},
    FACT(kernel, TEXT, true),
    FACT(virtualisation, TEXT, true),
    FACT(libc, TEXT, true),
    FACT(cores, INTEGER, true),
    FACT(smt, INTEGER, true),
    FACT(numa_nodes, INTEGER, true),
    FACT(command_line, TEXT, false), /* may name a boot or a disk */
    FACT(preemption, TEXT, true),
    FACT(clock_source, TEXT, true),
    FACT(huge_pages, TEXT, true),
    FACT(autogroup, INTEGER, true),
    FACT(idle_driver, TEXT, true),
    FACT(idle_governor, TEXT, true),
    FACT(frequency_governor, TEXT, true),
    FACT(mitigations, TEXT, true),
    FACT(two_cpus, REAL, false), /* measured */
    {0},
};

/* MemTotal differs by a few pages from boot to boot; the machine's id must not. */
static const int64_t memory_grain = 64 << 20;

/* --- single facts ----------------------------------------------------------------------------- */

static int64_t read_integer(const char *path) {
    char text[32];

    return proc_line(path, text, sizeof text) ? atoll(text) : NO_VALUE;
}

static int64_t memory_bytes(void) {
    int64_t memory = proc_kilobytes("/proc/meminfo", "MemTotal:");

    return memory == NO_VALUE ? memory : (memory + memory_grain / 2) / memory_grain * memory_grain;
}

/* Returns how many entries of a folder consist of `name` and a number; NO_VALUE if there are
 * none. */
static int64_t count_numbered(const char *folder, const char *name) {
    DIR *directory = opendir(folder);
    struct dirent *entry;
    int64_t count = 0;
    int number;
    char format[32], rest;

    snprintf(format, sizeof format, "%s%%d%%c", name);
    while (directory && (entry = readdir(directory)))
        count += sscanf(entry->d_name, format, &number, &rest) == 1;
    if (directory)
        closedir(directory);
    return count ? count : NO_VALUE;
}

/* Counts the CPUs that have the lowest number within their core. */
static int64_t count_cores(int64_t cpus) {
    int64_t cores = 0;

    for (int64_t cpu = 0; cpu < cpus; cpu++) {
        char path[128], siblings[256];

        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%lld/topology/thread_siblings_list",
                 (long long)cpu);
        if (!proc_line(path, siblings, sizeof siblings))
            return NO_VALUE;
        cores += atoll(siblings) == cpu;
    }
    return cores ? cores : NO_VALUE;
}

/* The kernel's release does not mention preemption; its version may contain a word for it. */
static void read_kernel(struct machine *machine) {
    struct utsname system;
    char *word;

    if (uname(&system))
        return;
    snprintf(machine->kernel, sizeof machine->kernel, "%s %s", system.sysname, system.release);
    word = strstr(system.version, "PREEMPT");
    if (word)
        word[strcspn(word, " ")] = 0;
    snprintf(machine->preemption, sizeof machine->preemption, "%s",
             word ? word : "none or voluntary");
}

/* Reads the word in brackets, as in "always [madvise] never". */
static void read_choice(const char *path, char *text, size_t size) {
    char line[128], *open, *close;

    *text = 0;
    if (!proc_line(path, line, sizeof line))
        return;
    open = strchr(line, '[');
    close = open ? strchr(open, ']') : NULL;
    if (close)
        snprintf(text, size, "%.*s", (int)(close - open - 1), open + 1);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_mitigations(char *text, size_t size) {
    static const char folder[] = "/sys/devices/system/cpu/vulnerabilities";
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, by_name);

    *text = 0;
    for (int i = 0; i < count; i++) {
        char path[512], line[256];

        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (*entries[i]->d_name != '.' && proc_line(path, line, sizeof line) &&
            strcmp(line, "Not affected"))
            text_add(text, size, "%s%s: %s", *text ? "; " : "", entries[i]->d_name, line);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* --- all facts -------------------------------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text) {
    for (; *text; text++)
        hash = hash_add(hash, (unsigned char)*text);
    return hash_add(hash, '\n');
}

static void identify(struct machine *machine) {
    uint64_t hash = HASH_START;

    for (const struct machine_fact *fact = machine_facts; fact->name; fact++) {
        const void *field = (const char *)machine + fact->offset;
        char number[32];

        if (!fact->in_id)
            continue;
        if (fact->form == FACT_INTEGER)
            snprintf(number, sizeof number, "%lld", (long long)*(const int64_t *)field);
        hash = hash_text(hash, fact->form == FACT_INTEGER ? number : field);
    }
    snprintf(machine->id, sizeof machine->id, "%012llx", (unsigned long long)(hash >> 16));
}

void machine_clear(struct machine *machine) {
    *machine = (struct machine){.two_cpus = NAN};
    for (const struct machine_fact *fact = machine_facts; fact->name; fact++)
        if (fact->form == FACT_INTEGER)
            *(int64_t *)((char *)machine + fact->offset) = NO_VALUE;
}

#define LINE(path, field) proc_line(path, machine->field, sizeof machine->field)

void machine_read(struct machine *machine) {
    char flags[8192];

    machine_clear(machine);
    proc_field("/proc/cpuinfo", "model name", machine->cpu_model, sizeof machine->cpu_model);
    if (proc_field("/proc/cpuinfo", "flags", flags, sizeof flags))
        strcpy(machine->virtualisation, strstr(flags, " hypervisor") ? "vm" : "none");
    machine->cpus = sysconf(_SC_NPROCESSORS_ONLN);
    machine->cores = count_cores(machine->cpus);
    machine->smt = read_integer("/sys/devices/system/cpu/smt/active");
    machine->numa_nodes = count_numbered("/sys/devices/system/node", "node");
    machine->memory_bytes = memory_bytes();
    read_kernel(machine);
    LINE("/proc/cmdline", command_line);
    snprintf(machine->libc, sizeof machine->libc, "glibc %s", gnu_get_libc_version());
    LINE("/sys/devices/system/clocksource/clocksource0/current_clocksource", clock_source);
    read_choice("/sys/kernel/mm/transparent_hugepage/enabled", machine->huge_pages,
                sizeof machine->huge_pages);
    machine->autogroup = read_integer("/proc/sys/kernel/sched_autogroup_enabled");
    LINE("/sys/devices/system/cpu/cpuidle/current_driver", idle_driver);
    LINE("/sys/devices/system/cpu/cpuidle/current_governor_ro", idle_governor);
    LINE("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", frequency_governor);
    read_mitigations(machine->mitigations, sizeof machine->mitigations);
    identify(machine);
}
