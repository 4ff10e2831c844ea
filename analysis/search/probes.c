#include "analysis/search/probes.h"

#include "base/err.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct probe *probes_at(struct probes *probes, int64_t level) {
    size_t at = 0;

    while (at < probes->count && probes->probe[at].level < level)
        at++;
    if (at < probes->count && probes->probe[at].level == level)
        return &probes->probe[at];
    probes->probe = memory_resize(probes->probe, probes->count + 1, sizeof *probes->probe);
    memmove(probes->probe + at + 1, probes->probe + at,
            (probes->count - at) * sizeof *probes->probe);
    probes->probe[at] = (struct probe){.level = level};
    probes->count++;
    return &probes->probe[at];
}

static bool is_figure(double value) {
    return isfinite(value) && value > 0;
}

void probes_add(struct probes *probes, int64_t level, double a, double b) {
    struct probe *probe = probes_at(probes, level);

    probes->pairs++;
    probe->tried++;
    if (!is_figure(a) || !is_figure(b)) {
        probe->failed = true;
        return;
    }
    probe->a = memory_resize(probe->a, probe->count + 1, sizeof *probe->a);
    probe->b = memory_resize(probe->b, probe->count + 1, sizeof *probe->b);
    probe->a[probe->count] = a;
    probe->b[probe->count++] = b;
}

double probe_ratio(const struct probe *probe, size_t k) {
    return log(probe->a[k] / probe->b[k]);
}

struct sample *probes_samples(const struct probes *probes, size_t *count) {
    struct sample *samples = memory_get(probes->count + 1, sizeof *samples);

    *count = 0;
    for (size_t i = 0; i < probes->count; i++) {
        const struct probe *probe = &probes->probe[i];

        if (probe->count > 0)
            samples[(*count)++] = (struct sample){.level = (double)probe->level,
                                                  .a = probe->a,
                                                  .b = probe->b,
                                                  .a_count = probe->count,
                                                  .b_count = probe->count,
                                                  .paired = true};
    }
    return samples;
}

void probes_free(struct probes *probes) {
    for (size_t i = 0; i < probes->count; i++) {
        free(probes->probe[i].a);
        free(probes->probe[i].b);
    }
    free(probes->probe);
    *probes = (struct probes){0};
}
