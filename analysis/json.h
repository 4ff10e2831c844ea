/* JSON for programs: json-c's objects, made so that no memory ends the program with a sentence and not half an object,
 * and printed so that a terminal shows nothing that a stranger wrote. */
#ifndef ANALYSIS_JSON_H
#define ANALYSIS_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

/* Each is owned by the caller until it is put into another, or given back by json_object_put(). */
struct json_object *json_map(void);
struct json_object *json_list(void);
struct json_object *json_text(const char *text); /* NULL: null */
struct json_object *json_integer(int64_t value);
struct json_object *json_number(double value, const char *digits); /* written by these digits */
struct json_object *json_boolean(bool value);

/* Put value, NULL for null, which it takes over, into a map or at the end of a list. */
void json_add(struct json_object *map, const char *name, struct json_object *value);
void json_append(struct json_object *list, struct json_object *value);

/* Its text, borrowed until it is given back. */
const char *json_written(struct json_object *object);

/* Print it as one line on stdout, and give it back. */
void json_print(struct json_object *object);

#endif
