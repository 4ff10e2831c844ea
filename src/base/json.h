/* JSON output with json-c. Running out of memory ends the program with a message instead of leaving
 * an incomplete object, and printed text cannot control the terminal even if it is untrusted. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

/* The caller owns each object until it is added to another one or released with
 * json_object_put(). */
struct json_object *json_map(void);
struct json_object *json_list(void);
struct json_object *json_text(const char *text); /* NULL: JSON null */
struct json_object *json_integer(int64_t value);
struct json_object *json_number(double value, const char *digits); /* printed as `digits` */
struct json_object *json_boolean(bool value);

/* Add value (NULL: JSON null) to a map or append it to a list, which takes ownership. */
void json_add(struct json_object *map, const char *name, struct json_object *value);
void json_append(struct json_object *list, struct json_object *value);

/* Returns the object as text. Borrowed until the object is released. */
const char *json_written(struct json_object *object);

/* Prints the object as one line on stdout and releases it. */
void json_print(struct json_object *object);

#endif
