#include "analysis/report/omissions.h"

#include "base/units.h"

#include <stdio.h>

enum { conditions_most = 50 };

struct pivot omissions_conditions(const struct pivot *pivot, const char *all) {
    struct pivot shown = *pivot;

    if (pivot->count > conditions_most) {
        fprintf(stderr,
                "analyze: there are %zu sets of conditions; %d are shown, %s shows all, and "
                "--sleep=, --kind= or --sweep= choose among them\n",
                pivot->count, conditions_most, all);
        shown.count = conditions_most;
    }
    return shown;
}

void omissions_unsound(const struct selection *selection) {
    if (selection->unsound > 0)
        fprintf(stderr,
                "analyze: %lld trial%s left out: runner cannot have recorded them (a name that is "
                "missing or too long, a number out of range)\n",
                (long long)selection->unsound, selection->unsound == 1 ? " is" : "s are");
}

void omissions_pairs(const struct pivot *pivot, const struct filter *filter, size_t shown) {
    size_t left_out = pairings_left_out(pivot, filter);
    char all[UNITS_SIZE];

    if (left_out > 0)
        fprintf(stderr,
                "analyze: there are %s pairs of models; %zu are shown, --model=A,B shows others\n",
                units_count(all, (int64_t)(shown + left_out)), shown);
}
