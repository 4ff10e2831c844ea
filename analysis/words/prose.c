#include "analysis/words/prose.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

struct prose prose_begin(const struct telling *telling, char *text) {
    const struct comparison *comparison = telling->answer->comparison;

    *text = 0;
    return (struct prose){
        .text = text,
        .telling = telling,
        .answer = telling->answer,
        .comparison = comparison,
        .is_time = comparison->metric != METRIC_CPU && comparison->metric != METRIC_MEMORY,
        .with_unit = true,
    };
}

void prose_add(struct prose *prose, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_add_list(prose->text, SENTENCE_SIZE, format, arguments);
    va_end(arguments);
}

const char *prose_model(const struct prose *prose, int which) {
    const struct pairing *pairing = &prose->comparison->pairing;

    return which ? pairing->b->model : pairing->a->model;
}

void prose_place(struct prose *prose, const struct place *place, bool with_unit) {
    char text[FIGURES_PLACE_SIZE];

    prose_add(prose, "%s",
              figures_place(text, prose->comparison, place, prose->telling->poor,
                            with_unit ? prose_unit(prose) : ""));
}

const char *prose_unit(const struct prose *prose) {
    return prose->is_time && prose->with_unit ? " concurrent tasks" : "";
}

void prose_reliability(struct prose *prose) {
    if (prose->telling->poor)
        prose_add(prose, ", not reliable");
}

const char *prose_percent(const struct prose *prose, const struct place *place,
                          char text[static UNITS_SIZE]) {
    char percent[UNITS_SIZE];

    snprintf(text, UNITS_SIZE, "%s ", figures_percent(percent, prose->comparison->margin));
    return place->status == PLACE_FOUND ? text : "";
}
