/* What a trial's tasks went through, in histograms. */
#ifndef BASE_LATENCY_H
#define BASE_LATENCY_H

#include "base/histogram.h"

enum latency_metric {
    LATENCY_WAKE,     /* the wait was longer than asked by so much */
    LATENCY_GAP,      /* from the end of a task to the start of the next on the same worker */
    LATENCY_RESPONSE, /* from the start the plan intended to the end: free of coordinated omission */
    LATENCY_METRICS
};
extern const char *const latency_names[]; /* as stored; ends with NULL */

struct latency {
    struct histogram metric[LATENCY_METRICS];
};

#endif
