#include "analysis/report/document.h"

#include "analysis/render/number.h"
#include "analysis/report/record.h"
#include "analysis/words/conditions_text.h"
#include "base/json.h"

static struct json_object *not_shown(const struct elsewhere *elsewhere,
                                     const struct pair_answers *answers) {
    struct json_object *array = json_list();
    char text[CONDITIONS_TEXT_SIZE];

    for (size_t i = 0; i < elsewhere->count; i++) {
        const struct elsewhere_set *set = &elsewhere->set[i];
        struct json_object *object;

        if (set->shown)
            continue;
        object = json_map();
        json_add(object, "conditions",
                 json_text(answers->count > 0
                               ? conditions_label(&set->conditions,
                                                  &answers->pairings[0].group->conditions, text)
                               : conditions_text(&set->conditions, NULL, text)));
        json_add(object, "trials", json_integer(set->trials));
        json_add(object, "command", json_text(set->command));
        json_append(array, object);
    }
    return array;
}

void document_print(const struct pair_answers *answers, const struct elsewhere *elsewhere,
                    const struct request *request, bool with_origin) {
    struct json_object *document = json_map(), *records = json_list();

    for (size_t i = 0; i < answers->count; i++)
        for (int metric = 0; metric < METRIC_COUNT; metric++)
            if (record_has(&answers->pair[i], request, (enum metric)metric))
                json_append(records, record_of(&answers->pair[i], (enum metric)metric, request,
                                               with_origin));
    json_add(document, "schema", json_text("crossover/1"));
    json_add(document, "file", json_text(request->db));
    json_add(document, "margin", number_json(100 * request->margin));
    json_add(document, "confidence", number_json(0.95));
    json_add(document, "records", records);
    json_add(document, "not_shown", not_shown(elsewhere, answers));
    json_print(document);
}
