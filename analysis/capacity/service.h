/* What a model takes to carry a service, from every wait and amount of work that was recorded under
 * otherwise equal conditions. Pure. */
#ifndef ANALYSIS_CAPACITY_SERVICE_H
#define ANALYSIS_CAPACITY_SERVICE_H

#include "analysis/capacity/load.h"

/* So many tasks per second, each with that wait and that much CPU work (s). */
struct service {
    double rate, wait, work;
};

/* The recorded conditions that differ from those of `own` in wait and work alone; ascending in
 * both. Tasks that do not wait are none of them. Owned by the caller: free(). Groups are borrowed
 * from the pivot. */
struct family {
    const struct group **groups;
    size_t count;
};
struct family family_of(const struct pivot *pivot, const struct group *own);

/* Two recorded values on either side of one that is asked; equal where it was recorded itself, and
 * up to LOAD_BEYOND_MOST times beyond all of them the nearest. */
struct between {
    double low, high;
};

/* Where the load of a model was read off. */
struct basis {
    struct between wait, work;
};

/* The load of a model: linear between two amounts of work (and beyond them), and between two waits
 * in their logarithm; a wait beyond all is taken from the nearest. False: too far from all that was
 * recorded of it. */
bool service_load(const struct family *family, const char *model, const struct service *service,
                  struct load *load, struct basis *basis);

#endif
