#include "base/json.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>

static struct json_object *made(struct json_object *object) {
    if (!object)
        memory_missing();
    return object;
}

struct json_object *json_map(void) {
    return made(json_object_new_object());
}

struct json_object *json_list(void) {
    return made(json_object_new_array());
}

struct json_object *json_text(const char *text) {
    return text ? made(json_object_new_string(text)) : NULL;
}

struct json_object *json_integer(int64_t value) {
    return made(json_object_new_int64(value));
}

struct json_object *json_number(double value, const char *digits) {
    return made(json_object_new_double_s(value, digits));
}

struct json_object *json_boolean(bool value) {
    return made(json_object_new_boolean(value));
}

void json_add(struct json_object *map, const char *name, struct json_object *value) {
    if (json_object_object_add(map, name, value))
        memory_missing();
}

void json_append(struct json_object *list, struct json_object *value) {
    if (json_object_array_add(list, value))
        memory_missing();
}

const char *json_written(struct json_object *object) {
    const char *text = json_object_to_json_string_ext(object, JSON_C_TO_STRING_NOSLASHESCAPE);

    if (!text)
        memory_missing();
    return text;
}

void json_print(struct json_object *object) {
    text_write_json(stdout, json_written(object));
    putchar('\n');
    json_object_put(object);
}
