/* JSON for programs: json-c's objects, made so that running out of memory ends the program with a
 * message instead of leaving half an object, and printed so that text from a stranger cannot
 * control the terminal. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

/* The caller owns each object until it is put into another or released with json_object_put(). */
struct json_object *json_map(void);
struct json_object *json_list(void);
struct json_object *json_text(const char *text); /* NULL: null */
struct json_object *json_integer(int64_t value);
struct json_object *json_number(double value, const char *digits); /* written by these digits */
struct json_object *json_boolean(bool value);

/* Put value (NULL: null) into a map or at the end of a list, which then owns it. */
void json_add(struct json_object *map, const char *name, struct json_object *value);
void json_append(struct json_object *list, struct json_object *value);

/* The object as text, borrowed until the object is released. */
const char *json_written(struct json_object *object);

/* Print the object as one line on stdout, and release it. */
void json_print(struct json_object *object);

#endif
