/* All warnings, one row each. Warnings about a single row of the history are in the view
 * trial_warnings, under the same codes. runner's forecast and analyze --doctor take thresholds,
 * sentences and advice from this table; a test compares it with the list in analysis/README.md. */
#ifndef RECORD_WARNING_H
#define RECORD_WARNING_H

#include <stdbool.h>
#include <stddef.h>

enum warning_code {
    /* about single trials: the view trial_warnings */
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
    /* about the machine, or a sweep as a whole */
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
    /* about the estimate */
    WARNING_FEW_SWEEPS,
    WARNING_NOT_MONOTONE,
    WARNING_BISTABLE,
    WARNING_OUTLIERS_MATTER,
    /* for a code of the view that this program does not know */
    WARNING_OTHER,
    WARNING_COUNT
};

enum weight {
    WEIGHT_NOTE, /* good to know; does not reduce trust */
    WEIGHT_FAIR,
    WEIGHT_POOR,
};

struct warning {
    const char *code;
    double threshold;   /* for the figure that is compared; 0: none */
    enum weight weight; /* usual weight */
    /* printf-style; its argument, if it has one, is the threshold in the unit of the message. */
    const char *meaning;
    double told;          /* factor from the threshold to that unit */
    const char *sentence; /* printf-style, for what was found; its arguments depend on the code */
    const char *advice;
    bool by_share; /* true: poor if more than a tenth of the trials have it */
};

extern const struct warning warnings[WARNING_COUNT];
extern const char *const weight_names[];

/* Returns the row of a code; NULL if there is none. */
const struct warning *warning_named(const char *code);

/* Writes the meaning with its threshold filled in. Returns text. */
const char *warning_meaning(const struct warning *warning, char *text, size_t size);

#endif
