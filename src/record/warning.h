/* Every warning: one row each. What a row of the history carries by itself is in the view
 * trial_warnings, under the same codes; runner's forecast and analyze's doctor take thresholds,
 * sentences and advice from here, and the list in analysis/README.md is compared with it. */
#ifndef RECORD_WARNING_H
#define RECORD_WARNING_H

#include <stdbool.h>
#include <stddef.h>

enum warning_code {
    /* what single trials carry: the view trial_warnings */
    WARNING_FOREIGN,
    WARNING_STEAL,
    WARNING_QUOTA,
    WARNING_STOPPED,
    WARNING_SHARED,
    WARNING_RAMP,
    WARNING_ROUNDING,
    WARNING_SATURATED,
    WARNING_SERVER_BOUND,
    WARNING_SHORT_TRIAL,
    WARNING_UNCERTIFIED,
    WARNING_STARTUP,
    WARNING_CPU_DISPUTED,
    /* what the machine, or a sweep as a whole, shows */
    WARNING_GOVERNOR,
    WARNING_RULER,
    WARNING_SENTINEL,
    WARNING_INCOMPLETE,
    WARNING_ORDER_CONFOUNDED,
    WARNING_DRIFT,
    WARNING_WARMUP,
    WARNING_NOISY,
    WARNING_NOISY_CELLS,
    WARNING_OUTLIERS,
    WARNING_FEW,
    WARNING_FAILED,
    /* what the estimate shows */
    WARNING_FEW_SWEEPS,
    WARNING_LACK_OF_FIT,
    WARNING_NOT_MONOTONE,
    WARNING_BISTABLE,
    WARNING_OUTLIERS_MATTER,
    /* a code of the view that this program does not know */
    WARNING_OTHER,
    WARNING_COUNT
};

enum weight {
    WEIGHT_NOTE, /* good to know; no reason for less trust */
    WEIGHT_FAIR,
    WEIGHT_POOR,
};

struct warning {
    const char *code;
    double threshold;   /* of the figure that is compared; 0: it has none */
    enum weight weight; /* as a rule */
    const char
        *meaning; /* printf-like, of the threshold in the unit it is told in, or of nothing */
    double told;  /* how many of that unit are one */
    const char *sentence; /* printf-like, of what was found: who finds it says what it takes */
    const char *advice;
    bool by_share; /* poor where more than a tenth of the trials carry it */
};

extern const struct warning warnings[WARNING_COUNT];
extern const char *const weight_names[];

/* The row of a code; NULL: there is none of that name. */
const struct warning *warning_named(const char *code);

/* The meaning with its threshold in it. Returns text. */
const char *warning_meaning(const struct warning *warning, char *text, size_t size);

#endif
