#include "plan/arguments.h"

#include "base/err.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

char *arguments_to_text(int argc, char **argv) {
    struct json_object *array = json_object_new_array();
    char *text;

    for (int i = 0; i < argc; i++)
        json_object_array_add(array, json_object_new_string(argv[i]));
    text = strdup(json_object_to_json_string_ext(array, JSON_C_TO_STRING_NOSLASHESCAPE));
    PROMISE(text);
    json_object_put(array);
    return text;
}

char **arguments_from_text(const char *text, int *argc) {
    struct json_object *array = json_tokener_parse(text);
    char **argv = NULL;

    if (json_object_is_type(array, json_type_array)) {
        *argc = (int)json_object_array_length(array);
        argv = calloc((size_t)*argc + 1, sizeof *argv);
        PROMISE(argv);
        for (int i = 0; i < *argc; i++)
            PROMISE(argv[i] = strdup(
                        json_object_get_string(json_object_array_get_idx(array, (size_t)i))));
    }
    json_object_put(array);
    return argv;
}

void arguments_free(char **argv) {
    for (char **word = argv; word && *word; word++)
        free(*word);
    free(argv);
}
