#include "base/cgroup.h"

#include "base/clock.h"
#include "base/proc.h"
#include "base/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { path_size = 4200 };

static const struct cgroup_place usual_place = {"/proc/self/cgroup", "/sys/fs/cgroup"};

/* --- groups that apply to this process -------------------------------------------------------- */

/* Called once per group with its folder. unified: the folder belongs to the v2 tree, otherwise to
 * the requested v1 controller. */
typedef void visitor(const char *folder, bool unified, void *context);

static void walk_up(const char *mount, const char *group, bool unified, visitor *visit,
                    void *context) {
    char folder[path_size];
    size_t root = strlen(mount);

    snprintf(folder, sizeof folder, "%s%s", mount, strcmp(group, "/") ? group : "");
    for (;;) {
        char *slash = strrchr(folder, '/');

        visit(folder, unified, context);
        if (!slash || (size_t)(slash - folder) < root)
            return;
        *slash = 0;
    }
}

/* Returns true if word is one of the comma-separated words of list, such as "cpu,cpuacct". */
static bool is_in_list(const char *list, const char *word) {
    size_t length = strlen(word);

    for (; list; list = strchr(list, ',')) {
        list += *list == ',';
        if (!strncmp(list, word, length) && (list[length] == ',' || !list[length]))
            return true;
    }
    return false;
}

/* A host may mount the unified tree alone or next to the v1 controllers. */
static void walk_unified(const struct cgroup_place *place, const char *group, visitor *visit,
                         void *context) {
    char mount[path_size];

    snprintf(mount, sizeof mount, "%s/unified", place->root);
    walk_up(access(mount, F_OK) ? place->root : mount, group, true, visit, context);
}

/* Calls visit for every group on this process's path that the controller applies to. Lines of
 * /proc/self/cgroup read "0::/path" (v2) or "7:cpu,cpuacct:/path" (v1). */
static void each_group(const struct cgroup_place *place, const char *controller, visitor *visit,
                       void *context) {
    FILE *file;
    char line[4096], mount[path_size];

    if (!place)
        place = &usual_place;
    file = fopen(place->self, "re");
    while (file && fgets(line, sizeof line, file)) {
        char *list = strchr(line, ':'), *group = list ? strchr(list + 1, ':') : NULL;

        if (!group)
            continue;
        *group++ = 0;
        group[strcspn(group, "\n")] = 0;
        snprintf(mount, sizeof mount, "%s/%s", place->root, controller);
        if (!list[1])
            walk_unified(place, group, visit, context);
        else if (is_in_list(list + 1, controller))
            walk_up(mount, group, false, visit, context);
    }
    if (file)
        fclose(file);
}

/* --- files of one group ----------------------------------------------------------------------- */

static bool read_line(const char *folder, const char *name, char *text, size_t size) {
    char path[path_size + 64];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return proc_line(path, text, size);
}

/* Reads the value of a "key value" line from a file of such lines. Returns NO_VALUE if the file or
 * the key is missing. */
static int64_t read_key(const char *folder, const char *name, const char *key) {
    char path[path_size + 64], text[32];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return proc_field(path, key, text, sizeof text) ? atoll(text) : NO_VALUE;
}

/* --- CPU -------------------------------------------------------------------------------------- */

/* v2 has one file, "max 100000" or "50000 100000". v1 has two files, and a quota of -1 means
 * none. */
static void visit_quota(const char *folder, bool unified, void *context) {
    double *tightest = context, quota = 0, period = 0;
    char line[64];

    if (unified) {
        if (!read_line(folder, "cpu.max", line, sizeof line) ||
            sscanf(line, "%lf %lf", &quota, &period) != 2)
            return;
    } else {
        quota = read_line(folder, "cpu.cfs_quota_us", line, sizeof line) ? atof(line) : 0;
        period = read_line(folder, "cpu.cfs_period_us", line, sizeof line) ? atof(line) : 0;
    }
    if (quota > 0 && period > 0 && (isnan(*tightest) || quota / period < *tightest))
        *tightest = quota / period;
}

double cgroup_cpu_quota(const struct cgroup_place *place) {
    double quota = NAN;

    each_group(place, "cpu", visit_quota, &quota);
    return quota;
}

struct throttling {
    int64_t ns, periods;
};

static void visit_throttling(const char *folder, bool unified, void *context) {
    struct throttling *sum = context;
    int64_t periods = read_key(folder, "cpu.stat", "nr_throttled ");
    int64_t time = read_key(folder, "cpu.stat", unified ? "throttled_usec " : "throttled_time ");

    if (periods == NO_VALUE || time == NO_VALUE)
        return;
    if (sum->periods == NO_VALUE)
        *sum = (struct throttling){0};
    sum->periods += periods;
    sum->ns += unified ? time * NS_PER_US : time;
}

bool cgroup_throttling(const struct cgroup_place *place, int64_t *throttled_ns, int64_t *periods) {
    struct throttling sum = {NO_VALUE, NO_VALUE};

    each_group(place, "cpu", visit_throttling, &sum);
    *throttled_ns = sum.ns;
    *periods = sum.periods;
    return sum.periods != NO_VALUE;
}

/* --- limits ----------------------------------------------------------------------------------- */

/* v1 expresses "no limit" on memory as a number near 2^63. */
static const double absurd = 1e18;

struct limit_search {
    struct cgroup_limit limit;
    const char *most[2], *used[2]; /* file names: v1, v2 */
};

static void visit_limit(const char *folder, bool unified, void *context) {
    struct limit_search *search = context;
    char most[64], used[64];
    int64_t left;

    if (!read_line(folder, search->most[unified], most, sizeof most) || !strcmp(most, "max") ||
        atof(most) > absurd || !read_line(folder, search->used[unified], used, sizeof used))
        return;
    left = atoll(most) - atoll(used);
    if (search->limit.left == NO_VALUE || left < search->limit.left)
        search->limit = (struct cgroup_limit){atoll(most), left};
}

struct cgroup_limit cgroup_pids(const struct cgroup_place *place) {
    struct limit_search search = {
        {NO_VALUE, NO_VALUE}, {"pids.max", "pids.max"}, {"pids.current", "pids.current"}};

    each_group(place, "pids", visit_limit, &search);
    return search.limit;
}

struct cgroup_limit cgroup_memory(const struct cgroup_place *place) {
    struct limit_search search = {{NO_VALUE, NO_VALUE},
                                  {"memory.limit_in_bytes", "memory.max"},
                                  {"memory.usage_in_bytes", "memory.current"}};

    each_group(place, "memory", visit_limit, &search);
    return search.limit;
}
