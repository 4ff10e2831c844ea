#include "plan/arguments.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Higher than the number of words that any kernel accepts on a command line. */
static const size_t words_most = 100000;

/* Returns false if there is no memory: json-c fails an assertion when passed NULL. */
static bool add_word(struct json_object *array, const char *word) {
    struct json_object *string = json_object_new_string(word);

    if (string && !json_object_array_add(array, string))
        return true;
    json_object_put(string);
    return false;
}

char *arguments_to_text(int argc, char **argv) {
    struct json_object *array = json_object_new_array();
    const char *text = NULL;
    char *copy = NULL;
    bool whole = array != NULL;

    for (int i = 0; i < argc && whole; i++)
        whole = add_word(array, argv[i]);
    if (whole)
        text = json_object_to_json_string_ext(array, JSON_C_TO_STRING_NOSLASHESCAPE);
    if (text)
        copy = strdup(text);
    json_object_put(array);
    return copy;
}

/* Returns NULL if it is not a valid word, or if there is no memory. */
static char *copy_word(struct json_object *word) {
    if (!json_object_is_type(word, json_type_string))
        return NULL;
    return strlen(json_object_get_string(word)) == (size_t)json_object_get_string_len(word)
               ? strdup(json_object_get_string(word))
               : NULL;
}

static char **copy_words(struct json_object *array, size_t count) {
    char **words = calloc(count + 1, sizeof *words);

    for (size_t i = 0; words && i < count; i++)
        if (!(words[i] = copy_word(json_object_array_get_idx(array, i)))) {
            arguments_free(words);
            return NULL;
        }
    return words;
}

char **arguments_from_text(const char *text, int *argc) {
    struct json_object *array = json_tokener_parse(text);
    char **argv = NULL;
    size_t count = 0;

    if (json_object_is_type(array, json_type_array))
        count = json_object_array_length(array);
    if (count > 0 && count <= words_most)
        argv = copy_words(array, count);
    *argc = argv ? (int)count : 0;
    json_object_put(array);
    return argv;
}

void arguments_free(char **argv) {
    for (char **word = argv; word && *word; word++)
        free(*word);
    free(argv);
}
