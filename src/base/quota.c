/* CPU quota of cgroups. A process may be limited by its own group or by any group above it, and by
 * the v1 cpu controller as well as by the unified tree; the tightest counts. */
#include "base/host.h"
#include "base/proc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double tighter(double quota, double other) {
    return isnan(quota) || other < quota ? other : quota;
}

/* "max 100000" or "50000 100000". */
static double quota_v2(const char *folder) {
    char path[4200], line[64];
    double quota, period;

    snprintf(path, sizeof path, "%s/cpu.max", folder);
    if (!proc_line(path, line, sizeof line) || sscanf(line, "%lf %lf", &quota, &period) != 2)
        return NAN;
    return period > 0 ? quota / period : NAN;
}

static double quota_v1(const char *folder) {
    char path[4200], quota[32], period[32];

    snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", folder);
    if (!proc_line(path, quota, sizeof quota) || atof(quota) <= 0)
        return NAN;
    snprintf(path, sizeof path, "%s/cpu.cfs_period_us", folder);
    return proc_line(path, period, sizeof period) && atof(period) > 0 ? atof(quota) / atof(period)
                                                                      : NAN;
}

/* The tightest along one path, from the group itself up to the mount. */
static double quota_along(const char *mount, const char *group,
                          double (*read)(const char *folder)) {
    char folder[4128];
    size_t root = strlen(mount);
    double quota = NAN;

    snprintf(folder, sizeof folder, "%s%s", mount, group);
    for (;;) {
        double own = read(folder);
        char *slash = strrchr(folder, '/');

        if (!isnan(own))
            quota = tighter(quota, own);
        if (!slash || (size_t)(slash - folder) < root)
            return quota;
        *slash = 0;
    }
}

/* Lines of /proc/self/cgroup read "0::/path" (v2) or "7:cpu,cpuacct:/path" (v1). */
double host_cpu_quota(void) {
    FILE *file = fopen("/proc/self/cgroup", "re");
    char line[4096];
    double quota = NAN;

    while (file && fgets(line, sizeof line, file)) {
        char *controllers = strchr(line, ':');
        char *group = controllers ? strchr(controllers + 1, ':') : NULL;
        double own;

        if (!group)
            continue;
        *group++ = 0;
        group[strcspn(group, "\n")] = 0;
        if (!strcmp(controllers, ":"))
            own = quota_along("/sys/fs/cgroup", group, quota_v2);
        else if (strstr(controllers, ":cpu,") || !strcmp(controllers, ":cpu") ||
                 strstr(controllers, ",cpu,"))
            own = quota_along("/sys/fs/cgroup/cpu", group, quota_v1);
        else
            continue;
        if (!isnan(own))
            quota = tighter(quota, own);
    }
    if (file)
        fclose(file);
    return quota;
}
