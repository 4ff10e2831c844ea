#include "analysis/dataset/conditions.h"

#include "base/memory.h"
#include "store/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(name, part)                                                                           \
    { #name, CONDITION_TEXT, offsetof(struct conditions, name), part }
#define INTEGER(name, part)                                                                        \
    { #name, CONDITION_INTEGER, offsetof(struct conditions, name), part }
#define REAL(name, part)                                                                           \
    { #name, CONDITION_REAL, offsetof(struct conditions, name), part }

const struct condition conditions_list[CONDITION_COUNT] = {
    TEXT(machine, PART_PLACE),   INTEGER(cpus, PART_PLACE),        REAL(cpu_quota, PART_PLACE),
    TEXT(kind, PART_DESIGN),     REAL(sleep, PART_SLEEP),          REAL(work, PART_WORK),
    INTEGER(tasks, PART_DESIGN), INTEGER(per_worker, PART_DESIGN), TEXT(phase, PART_DESIGN),
    REAL(lateness, PART_DESIGN), INTEGER(queue, PART_DESIGN),      REAL(spin, PART_DESIGN),
    TEXT(idle, PART_DESIGN),     INTEGER(stack, PART_DESIGN),      INTEGER(task_times, PART_DESIGN),
    INTEGER(shared, PART_PLACE), TEXT(origin, PART_ORIGIN),
};

static void *field_of(struct conditions *conditions, const struct condition *condition) {
    return (char *)conditions + condition->offset;
}

struct conditions conditions_read(struct statement *row) {
    struct conditions conditions = {0};

    for (int i = 0; i < CONDITION_COUNT; i++) {
        void *field = field_of(&conditions, &conditions_list[i]);

        switch (conditions_list[i].type) {
        case CONDITION_TEXT:
            *(char **)field = (char *)column_text(row, i);
            break;
        case CONDITION_INTEGER:
            *(int64_t *)field = column_integer_or_null(row, i);
            break;
        case CONDITION_REAL:
            *(double *)field = column_real(row, i);
            break;
        }
    }
    return conditions;
}

void conditions_keep(struct conditions *conditions) {
    for (int i = 0; i < CONDITION_COUNT; i++) {
        char **text = field_of(conditions, &conditions_list[i]);

        if (conditions_list[i].type == CONDITION_TEXT)
            *text = memory_copy_text(*text);
    }
}

void conditions_free(struct conditions *conditions) {
    for (int i = 0; i < CONDITION_COUNT; i++)
        if (conditions_list[i].type == CONDITION_TEXT)
            free(*(char **)field_of(conditions, &conditions_list[i]));
    free(conditions->key);
}

static bool same_text(const char *one, const char *other) {
    return one && other ? !strcmp(one, other) : one == other;
}

static bool same_real(double one, double other) {
    if (isnan(one) || isinf(one))
        return isnan(one) ? isnan(other) : isinf(other) == isinf(one);
    return fabs(one - other) <= 1e-12 * fabs(one);
}

static bool same(const void *one, const void *other, enum condition_type type) {
    switch (type) {
    case CONDITION_TEXT:
        return same_text(*(char *const *)one, *(char *const *)other);
    case CONDITION_INTEGER:
        return *(const int64_t *)one == *(const int64_t *)other;
    case CONDITION_REAL:
        return same_real(*(const double *)one, *(const double *)other);
    }
    return false;
}

bool conditions_same(const struct conditions *one, const struct conditions *other, int parts) {
    for (int i = 0; i < CONDITION_COUNT; i++) {
        const struct condition *condition = &conditions_list[i];

        if (condition->part & parts &&
            !same((const char *)one + condition->offset, (const char *)other + condition->offset,
                  condition->type))
            return false;
    }
    return true;
}
