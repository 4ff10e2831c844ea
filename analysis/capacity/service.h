/* What a model needs to sustain a service, from every wait and amount of work recorded under
 * otherwise equal conditions. Pure. */
#ifndef ANALYSIS_CAPACITY_SERVICE_H
#define ANALYSIS_CAPACITY_SERVICE_H

#include "analysis/capacity/load.h"

/* A service: tasks per second, and each task's wait and CPU work (s). */
struct service {
    double rate, wait, work;
};

/* The recorded groups that differ from `own` in nothing but wait and work, ascending in both.
 * Groups whose tasks do not wait are left out. Owned by the caller: free(groups). The groups are
 * borrowed from the pivot. */
struct family {
    const struct group **groups;
    size_t count;
};
struct family family_of(const struct pivot *pivot, const struct group *own);

/* The recorded values on either side of the requested one. Both equal it if it was recorded; up to
 * LOAD_BEYOND_MOST times outside the recorded range, they are the nearest values. */
struct between {
    double low, high;
};

/* The recorded values that a load is based on. */
struct basis {
    struct between wait, work;
};

/* Sets *load to the load of a model: linear in the amount of work, also outside the recorded range,
 * and linear in the logarithm of the wait, except that a wait outside the range is taken from the
 * nearest. Sets *basis to the values used. Returns false if the service is too far from everything
 * recorded of the model. */
bool service_load(const struct family *family, const char *model, const struct service *service,
                  struct load *load, struct basis *basis);

#endif
