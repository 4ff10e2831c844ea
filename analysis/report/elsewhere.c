#include "analysis/report/elsewhere.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

static bool is_shown(const struct pivot *pivot, const struct conditions *conditions) {
    for (size_t i = 0; i < pivot->count; i++)
        if (conditions_same(&pivot->groups[i].conditions, conditions, PART_ALL))
            return true;
    return false;
}

/* All sets of conditions, shown or not. */
static int read_all(struct db *db, struct elsewhere *all, struct err *err) {
    struct statement *row = db_prepare(db, sql_find(sql_statements, "conditions_recorded"), err);
    enum step step;

    if (!row)
        return -1;
    while ((step = statement_step(row, err)) == STEP_ROW) {
        struct elsewhere_set *set;

        all->set = memory_resize(all->set, all->count + 1, sizeof *all->set);
        set = &all->set[all->count++];
        *set = (struct elsewhere_set){.conditions = conditions_read(row),
                                      .trials = column_integer(row, CONDITION_COUNT),
                                      .newest = column_integer(row, CONDITION_COUNT + 1)};
        conditions_keep(&set->conditions);
    }
    statement_free(row);
    return step == STEP_DONE ? 0 : -1;
}

/* --- the command that shows a set ------------------------------------------------------------- */

/* The options by which analyze selects. */
enum option {
    OPTION_KIND,
    OPTION_SLEEP,
    OPTION_WORK,
    OPTION_TASKS,
    OPTION_PHASE,
    OPTION_MACHINE,
    OPTION_COUNT
};

static bool same_text(const char *one, const char *other) {
    return one && other ? !strcmp(one, other) : one == other;
}

static bool agrees(const struct conditions *one, const struct conditions *other,
                   enum option option) {
    switch (option) {
    case OPTION_KIND:
        return same_text(one->kind, other->kind);
    case OPTION_SLEEP:
        return conditions_same(one, other, PART_SLEEP);
    case OPTION_WORK:
        return conditions_same(one, other, PART_WORK);
    case OPTION_TASKS:
        return one->tasks == other->tasks && one->per_worker == other->per_worker;
    case OPTION_PHASE:
        return same_text(one->phase, other->phase);
    case OPTION_MACHINE:
        return same_text(one->machine, other->machine);
    case OPTION_COUNT:
        break;
    }
    return true;
}

static void add_option(const struct conditions *conditions, enum option option, char *text,
                       size_t size) {
    char time[UNITS_SIZE];

    if (option == OPTION_KIND || option == OPTION_PHASE || option == OPTION_MACHINE) {
        const char *value = option == OPTION_KIND    ? conditions->kind
                            : option == OPTION_PHASE ? conditions->phase
                                                     : conditions->machine;

        text_add(text, size,
                 option == OPTION_KIND    ? " --kind="
                 : option == OPTION_PHASE ? " --phase="
                                          : " --machine=");
        text_add_word(text, size, value ? value : "");
    } else if (option == OPTION_TASKS) {
        bool per_worker = conditions->per_worker != NO_VALUE;

        text_add(text, size, per_worker ? " --per-worker=%lld" : " --tasks=%lld",
                 (long long)(per_worker ? conditions->per_worker : conditions->tasks));
    } else {
        double seconds = option == OPTION_SLEEP ? conditions->sleep / 1e3 : conditions->work;

        text_add(text, size, option == OPTION_SLEEP ? " --sleep=" : " --work=");
        text_add(text, size, "%s",
                 units_time_typed(time, fabs(seconds) < 1e9 ? llround(seconds * 1e9) : 0));
    }
}

static bool matches(const struct conditions *one, const struct conditions *other,
                    unsigned options) {
    for (int option = 0; option < OPTION_COUNT; option++)
        if (options & 1u << option && !agrees(one, other, (enum option)option))
            return false;
    return true;
}

/* Do these options show the set, and no other? If several match, the one of the newest sweep is
 * shown. */
static bool selects(const struct elsewhere *all, const struct elsewhere_set *wanted,
                    unsigned options) {
    for (size_t i = 0; i < all->count; i++)
        if (&all->set[i] != wanted && all->set[i].newest >= wanted->newest &&
            matches(&all->set[i].conditions, &wanted->conditions, options))
            return false;
    return true;
}

/* By what differs from a shown set, by everything, or else by the sweep. */
static void write_command(const struct elsewhere *all, const struct pivot *shown,
                          const struct request *request, struct elsewhere_set *set) {
    unsigned every = (1u << OPTION_COUNT) - 1, options = 0;

    text_add(set->command, sizeof set->command, "analyze --db=");
    text_add_word(set->command, sizeof set->command, request->db);
    for (size_t i = 0; i < shown->count; i++)
        for (int option = 0; option < OPTION_COUNT; option++)
            if (!agrees(&shown->groups[i].conditions, &set->conditions, (enum option)option))
                options |= 1u << option;
    if (!set->conditions.machine)
        every &= ~(1u << OPTION_MACHINE);
    options &= every;
    if (options == 0 || !selects(all, set, options))
        options = every;
    if (!selects(all, set, options)) {
        text_add(set->command, sizeof set->command, " --sweep=%lld", (long long)set->newest);
        return;
    }
    for (int option = 0; option < OPTION_COUNT; option++)
        if (options & 1u << option)
            add_option(&set->conditions, (enum option)option, set->command, sizeof set->command);
}

/* --- all together ----------------------------------------------------------------------------- */

int elsewhere_find(struct db *db, const struct pivot *shown, const struct request *request,
                   struct elsewhere *elsewhere, struct err *err) {
    *elsewhere = (struct elsewhere){0};
    if (read_all(db, elsewhere, err))
        return -1;
    for (size_t i = 0; i < elsewhere->count; i++) {
        elsewhere->set[i].shown = is_shown(shown, &elsewhere->set[i].conditions);
        write_command(elsewhere, shown, request, &elsewhere->set[i]);
    }
    return 0;
}

void elsewhere_free(struct elsewhere *elsewhere) {
    for (size_t i = 0; i < elsewhere->count; i++)
        conditions_free(&elsewhere->set[i].conditions);
    free(elsewhere->set);
}
