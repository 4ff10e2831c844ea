#include "analysis/words/claim.h"

#include <math.h>
#include <string.h>

/* --- sizes ------------------------------------------------------------------------------------ */

static void add_size(struct prose *prose, const struct size *size) {
    char how_much[UNITS_SIZE], level[UNITS_SIZE];

    prose_add(prose, "%s at %s", figures_size(how_much, size->ratio),
              figures_level(level, size->concurrency));
}

/* ", but not at 740", "..., but not at 1, 2 and 3 other levels" */
static void add_contrary(struct prose *prose) {
    const struct answer *answer = prose->answer;
    char first[UNITS_SIZE], second[UNITS_SIZE];

    if (answer->contrary_count == 0 || prose->telling->poor)
        return;
    figures_level(first, answer->contrary[0]);
    figures_level(second, answer->contrary[1]);
    if (answer->contrary_count == 1)
        prose_add(prose, ", but not at %s", first);
    else if (answer->contrary_count == 2)
        prose_add(prose, ", but not at %s and %s", first, second);
    else
        prose_add(prose, ", but not at %s, %s and %zu other level%s", first, second,
                  answer->contrary_count - 2, answer->contrary_count > 3 ? "s" : "");
}

/* ": 16% at 280, 13x at 1,000, but not at 740". With poor trust only the highest level. */
static void add_sizes(struct prose *prose) {
    const struct answer *answer = prose->answer;
    bool always = answer->ran == ANSWER_A_MORE || answer->ran == ANSWER_B_MORE;
    size_t first =
        prose->telling->poor && !always && answer->size_count > 0 ? answer->size_count - 1 : 0;

    for (size_t i = first; i < answer->size_count; i++) {
        prose_add(prose, i == first ? ": " : ", ");
        add_size(prose, &answer->sizes[i]);
    }
    add_contrary(prose);
}

/* --- what ran ----------------------------------------------------------------------------------
 */

/* Is there a level from `lowest` to `highest` at which every trial of a model failed? */
static bool some_failed(const struct level *lowest, const struct level *highest) {
    for (const struct level *level = lowest; level <= highest; level++)
        if ((isnan(level->a) && level->failed_a > 0) || (isnan(level->b) && level->failed_b > 0))
            return true;
    return false;
}

static void add_levels(struct prose *prose) {
    const struct level *lowest = level_outermost(prose->comparison, false);
    const struct level *highest = level_outermost(prose->comparison, true);
    char low[UNITS_SIZE], high[UNITS_SIZE];

    figures_level(low, (double)lowest->concurrency);
    if (lowest == highest)
        prose_add(prose, "at the one level tested, %s", low);
    else
        prose_add(prose, "at every level%s, %s to %s",
                  some_failed(lowest, highest) ? " that ran" : "", low,
                  figures_level(high, (double)highest->concurrency));
}

static void add_crossing(struct prose *prose) {
    const struct answer *answer = prose->answer;
    const char *more = prose_model(prose, answer->which),
               *less = prose_model(prose, !answer->which);

    if (prose->is_time)
        prose_add(prose, "%s becomes slower than %s %s", more, less,
                  answer->place.status == PLACE_BRACKET ? "" : "at ");
    else
        prose_add(prose, "%s uses more than %s from ", more, less);
    prose_place(prose, &answer->place, true);
    prose_add(prose, prose->is_time ? "" : ", less below");
    prose_reliability(prose);
}

static void add_several(struct prose *prose) {
    const struct answer *answer = prose->answer;
    const char *more = prose_model(prose, answer->which),
               *less = prose_model(prose, !answer->which);

    if (answer->changes == 2)
        prose_add(prose, "%s %s than %s up to ", more, prose->is_time ? "is slower" : "uses more",
                  less);
    else
        prose_add(prose, "%s and %s change order %zu times, first at ", more, less,
                  answer->changes);
    prose_place(prose, &answer->first, false);
    prose_add(prose, answer->changes == 2 ? " and from " : " and last at ");
    prose_place(prose, &answer->place, true);
    if (answer->changes == 2)
        prose_add(prose, ", %s between", prose->is_time ? "faster" : "less");
    else
        prose_add(prose, "; from there %s %s", more, prose->is_time ? "is slower" : "uses more");
    prose_reliability(prose);
}

static void add_threshold(struct prose *prose) {
    const struct answer *answer = prose->answer;
    char percent[UNITS_SIZE];

    prose_add(prose,
              prose->is_time ? "%s is %sslower than %s from " : "%s uses %smore than %s from ",
              prose_model(prose, answer->which), prose_percent(prose, &answer->place, percent),
              prose_model(prose, !answer->which));
    prose_place(prose, &answer->place, true);
    prose_reliability(prose);
}

/* More at some levels, though from none of them on. */
static void add_somewhere(struct prose *prose) {
    const struct answer *answer = prose->answer;
    struct size most = size_largest(prose->comparison, answer->which, 0, INFINITY);
    char size[UNITS_SIZE], level[UNITS_SIZE];

    prose_add(prose, "%s %s than %s at some levels", prose_model(prose, answer->which),
              prose->is_time ? "is slower" : "uses more", prose_model(prose, !answer->which));
    prose_reliability(prose);
    if (!isnan(most.ratio))
        prose_add(prose, ", by up to about %s (at %s)", figures_size(size, most.ratio),
                  figures_level(level, most.concurrency));
}

static void add_always(struct prose *prose) {
    prose_add(prose, "%s %s than %s ", prose_model(prose, prose->answer->which),
              prose->is_time ? "is slower" : "uses more",
              prose_model(prose, !prose->answer->which));
    add_levels(prose);
    prose_reliability(prose);
}

/* Both the same within the margin, or one proven to cost more by less than it. */
static void add_equivalent(struct prose *prose) {
    const struct answer *answer = prose->answer;
    enum outcome outcome = prose->comparison->crossover.outcome;
    struct size most = size_largest(prose->comparison, answer->which, 0, INFINITY);
    bool proven = (outcome == OUTCOME_A_MORE || outcome == OUTCOME_B_MORE) && most.ratio >= 1.005;
    char size[UNITS_SIZE], percent[UNITS_SIZE];

    figures_percent(percent, prose->comparison->margin);
    if (proven)
        prose_add(prose, prose->is_time ? "%s is %s slower than %s " : "%s uses %s more than %s ",
                  prose_model(prose, answer->which), figures_size(size, most.ratio),
                  prose_model(prose, !answer->which));
    else
        prose_add(prose, "%s and %s %s ", prose_model(prose, 0), prose_model(prose, 1),
                  prose->is_time                               ? "take the same time"
                  : prose->comparison->metric == METRIC_MEMORY ? "use the same memory"
                                                               : "use the same CPU");
    add_levels(prose);
    if (proven)
        prose_add(prose, ", less than the %s that counts", percent);
    else if (!prose->telling->poor)
        prose_add(prose, " (within %s)", percent);
    prose_reliability(prose);
}

/* "Undecided", or after a lead "undecided". */
static const char *undecided(const struct prose *prose) {
    size_t length = strlen(prose->text);

    return length < 2 || prose->text[length - 2] == '.' ? "Undecided" : "undecided";
}

static void add_undecided(struct prose *prose) {
    const struct level *highest = level_outermost(prose->comparison, true);
    char level[UNITS_SIZE], ratio[UNITS_SIZE], low[UNITS_SIZE], high[UNITS_SIZE];

    if (!highest) {
        prose_add(prose, "%s: no level at which both %s and %s have a figure", undecided(prose),
                  prose_model(prose, 0), prose_model(prose, 1));
        return;
    }
    figures_level(level, (double)highest->concurrency);
    prose_add(prose, "%s up to %s%s", undecided(prose), level, prose_unit(prose));
    prose_add(prose,
              prose->is_time ? ": at %s %s takes %s times as long as %s"
                             : ": at %s %s uses %s times as much as %s",
              level, prose_model(prose, 0), figures_ratio(ratio, level_ratio(highest, 0), 3),
              prose_model(prose, 1));
    if (!prose->telling->poor && highest->low > 0 && highest->high < 1000)
        prose_add(prose, " (%s to %s)", figures_ratio(low, highest->low, 3),
                  figures_ratio(high, highest->high, 3));
    prose_reliability(prose);
}

/* The claim about what ran, without sizes. Returns whether sizes belong to it. */
static bool add_ran(struct prose *prose) {
    switch (prose->answer->ran) {
    case ANSWER_CROSSOVER:
        add_crossing(prose);
        return true;
    case ANSWER_SEVERAL:
        add_several(prose);
        return true;
    case ANSWER_A_MORE:
    case ANSWER_B_MORE:
        add_always(prose);
        return true;
    case ANSWER_EQUIVALENT:
        add_equivalent(prose);
        return false;
    case ANSWER_UNDECIDED:
        add_undecided(prose);
        return false;
    default:
        if (prose->answer->is == ANSWER_IS_NONE)
            add_somewhere(prose);
        else
            add_threshold(prose);
        return prose->answer->is != ANSWER_IS_NONE;
    }
}

/* --- failures --------------------------------------------------------------------------------- */

bool claim_tells_failure(const struct prose *prose) {
    return prose->answer->outcome != prose->answer->ran;
}

/* "thread fails from 500 concurrent tasks on (15 of 15 trials: no more threads)" */
static void add_failure(struct prose *prose, int which, bool first) {
    const struct failure *failure = &prose->answer->failure[which];
    const char *error = prose->telling->errors[which];
    char level[UNITS_SIZE];

    prose_add(prose, "%s fails from %s", prose_model(prose, which),
              figures_level(level, (double)failure->from));
    prose_add(prose, "%s on (%lld of %lld trials: %.160s)", first ? prose_unit(prose) : "",
              (long long)failure->failed, (long long)failure->trials,
              error && *error ? error : "no error recorded");
}

void claim_add_failures(struct prose *prose) {
    bool a = prose->answer->failure[0].from > 0, b = prose->answer->failure[1].from > 0;

    if (a)
        add_failure(prose, 0, true);
    if (a && b)
        prose_add(prose, ", ");
    if (b)
        add_failure(prose, 1, !a);
}

/* --- the claim -------------------------------------------------------------------------------- */

/* The claim about what ran, with sizes, as a sentence. After a failure "at every level" means those
 * that ran. */
void claim_add_ran(struct prose *prose) {
    char percent[UNITS_SIZE];

    if (claim_tells_failure(prose) && prose->answer->ran == ANSWER_EQUIVALENT)
        prose_add(prose, "%s and %s take the same time (within %s)", prose_model(prose, 0),
                  prose_model(prose, 1), figures_percent(percent, prose->comparison->margin));
    else if (add_ran(prose))
        add_sizes(prose);
    prose_add(prose, ".");
}

void claim_add_title(struct prose *prose) {
    add_ran(prose);
}
