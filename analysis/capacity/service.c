#include "analysis/capacity/service.h"

#include "base/err.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the family ------------------------------------------------------------------------------- */

/* Work does not make a task another kind of task, and its cost is what is asked, so relatives may
 * differ in it. */
static bool are_relatives(const struct conditions *one, const struct conditions *other) {
    return other->sleep > 0 && conditions_same(one, other, PART_DESIGN | PART_PLACE | PART_ORIGIN);
}

static int by_wait_and_work(const void *one, const void *other) {
    const struct conditions *left = &(*(const struct group *const *)one)->conditions;
    const struct conditions *right = &(*(const struct group *const *)other)->conditions;

    if (!conditions_same(left, right, PART_SLEEP))
        return left->sleep < right->sleep ? -1 : 1;
    return (left->work > right->work) - (left->work < right->work);
}

struct family family_of(const struct pivot *pivot, const struct group *own) {
    struct family family = {.groups = memory_get(pivot->count + 1, sizeof *family.groups)};

    for (size_t i = 0; i < pivot->count; i++)
        if (are_relatives(&own->conditions, &pivot->groups[i].conditions))
            family.groups[family.count++] = &pivot->groups[i];
    qsort(family.groups, family.count, sizeof *family.groups, by_wait_and_work);
    return family;
}

/* The curve of the model's newest engine; NULL if there is none. */
static const struct curve *newest_curve(const struct group *group, const char *model) {
    const struct curve *newest = NULL;

    for (size_t i = 0; i < group->count; i++)
        if (!strcmp(group->curves[i].model, model))
            newest = &group->curves[i]; /* engines are in ascending order */
    return newest;
}

/* --- interpolation between recorded values ---------------------------------------------------- */

/* The load at one recorded wait or amount of work. */
struct known_load {
    double at;
    struct load load;
    struct between work;
};

/* Finds the neighbours of `asked` among ascending readings; outside their range, the outermost
 * `edge` readings. Returns false if `asked` is too far outside. */
static bool find_neighbours(const struct known_load *known, size_t count, double asked, size_t edge,
                            size_t *low, size_t *high) {
    static const double same = 1e-9;

    for (size_t i = 0; i < count; i++)
        if (fabs(known[i].at - asked) <= same * asked) {
            *low = *high = i;
            return true;
        }
    if (count < edge)
        return false;
    for (*high = 0; *high < count && known[*high].at < asked; (*high)++)
        ;
    if (*high > 0 && *high < count) {
        *low = *high - 1;
        return true;
    }
    *low = *high == 0 ? 0 : count - edge;
    *high = *low + edge - 1;
    return asked <= LOAD_BEYOND_MOST * known[count - 1].at &&
           LOAD_BEYOND_MOST * asked >= known[0].at;
}

static struct known_load *known_loads(size_t count) {
    struct known_load *readings = memory_get(count + 1, sizeof *readings);

    return readings;
}

/* --- work ------------------------------------------------------------------------------------- */

/* Sets *at_wait to the load at one recorded wait, interpolated between its groups. Returns false if
 * the work is too far from what was recorded there. */
static bool read_wait(const struct group **groups, size_t count, const char *model,
                      const struct service *service, struct known_load *at_wait) {
    struct known_load *known = known_loads(count);
    size_t usable = 0, low, high;
    bool found;

    at_wait->at = groups[0]->conditions.sleep / 1e3;
    for (size_t i = 0; i < count; i++) {
        const struct curve *curve = newest_curve(groups[i], model);

        if (!curve)
            continue;
        known[usable].at = groups[i]->conditions.work;
        known[usable++].load =
            load_with_longer_wait(load_find(curve, at_wait->at, service->rate),
                                  service->wait - at_wait->at, service->rate, curve->memory_slope);
    }
    found = find_neighbours(known, usable, service->work, 2, &low, &high);
    if (found) {
        at_wait->work = (struct between){known[low].at, known[high].at};
        at_wait->load =
            low == high
                ? known[low].load
                : load_between(&known[low].load, &known[high].load,
                               (service->work - known[low].at) / (known[high].at - known[low].at));
    }
    free(known);
    return found;
}

/* --- wait ------------------------------------------------------------------------------------- */

/* The number of groups from the start of the array that have the wait of the first. */
static size_t count_same_wait(const struct group **groups, size_t count) {
    size_t same = 1;

    while (same < count &&
           conditions_same(&groups[0]->conditions, &groups[same]->conditions, PART_SLEEP))
        same++;
    return same;
}

bool service_load(const struct family *family, const char *model, const struct service *service,
                  struct load *load, struct basis *basis) {
    struct known_load *known = known_loads(family->count);
    size_t waits = 0, low, high, same;
    bool found;

    for (size_t i = 0; i < family->count; i += same) {
        same = count_same_wait(&family->groups[i], family->count - i);
        waits += read_wait(&family->groups[i], same, model, service, &known[waits]);
    }
    found = find_neighbours(known, waits, service->wait, 1, &low, &high);
    if (found) {
        basis->wait = (struct between){known[low].at, known[high].at};
        basis->work = (struct between){fmin(known[low].work.low, known[high].work.low),
                                       fmax(known[low].work.high, known[high].work.high)};
        *load = low == high ? known[low].load
                            : load_between(&known[low].load, &known[high].load,
                                           log(service->wait / known[low].at) /
                                               log(known[high].at / known[low].at));
    }
    free(known);
    return found;
}
