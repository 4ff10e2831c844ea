#include "analysis/estimate/outcome.h"

#include <math.h>

double threshold_margin(double margin, int i) {
    return i == 0 ? margin : i == 1 ? fmax(.25, 5 * margin) : fmax(1, 20 * margin);
}

const char *const outcome_names[] = {
    "crossover",      "several",        "a_more",     "b_more",
    "a_more_in_part", "b_more_in_part", "equivalent", "unresolved",
};

const char *const threshold_status_names[] = {"found", "at_lowest", "beyond_highest",
                                              "not_monotone"};
