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
    /* about the estimate, the machine, or a sweep as a whole: the heavier first */
    WARNING_OUTLIERS_MATTER,
    WARNING_BISTABLE,
    WARNING_ORDER_CONFOUNDED,
    WARNING_DRIFT,
    WARNING_SENTINEL,
    WARNING_GOVERNOR,
    WARNING_RULER,
    WARNING_WARMUP,
    WARNING_FEW,
    WARNING_NOISY,
    WARNING_NOISY_CELLS,
    WARNING_OUTLIERS,
    WARNING_FAILED,
    WARNING_NOT_MONOTONE,
    WARNING_INCOMPLETE,
    WARNING_SLOW_MODES,
    WARNING_FEW_SWEEPS,
    /* for a code of the view that this program does not know */
    WARNING_OTHER,
    WARNING_COUNT
};

enum weight {
    WEIGHT_NOTE, /* good to know; does not reduce trust */
    WEIGHT_FAIR,
    WEIGHT_POOR,
};

/* Do more trials under the same conditions cure it? */
enum cure {
    CURE_OTHER,         /* no: its advice is another one */
    CURE_BEFORE_TRIALS, /* yes, once its advice was followed */
    CURE_TRIALS,        /* yes, and its advice says no more */
    CURE_TRIALS_THERE,  /* yes, if they are at its level */
    CURE_PRESET,        /* only trials of another design do */
};

struct warning {
    const char *code;
    double threshold;   /* for the figure that is compared; 0: none */
    enum weight weight; /* usual weight */
    /* printf-style; its argument, if it has one, is the threshold in the unit of the message. */
    const char *meaning;
    double scale; /* factor from the threshold to that unit */
    /* printf-style, for what was found: a clause for a list of reasons, and a sentence. Both take
     * the same arguments, which depend on the code; the clause may stop before the last ones. */
    const char *clause, *sentence;
    const char *advice; /* a sentence */
    bool by_share;      /* true: poor if more than a tenth of the trials have it */
    enum cure cure;
};

extern const struct warning warnings[WARNING_COUNT];
extern const char *const weight_names[];

/* Returns the row of a code; NULL if there is none. */
const struct warning *warning_named(const char *code);

/* Writes the meaning with its threshold filled in. Returns text. */
const char *warning_meaning(const struct warning *warning, char *text, size_t size);

#endif
