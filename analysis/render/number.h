/* Numbers as text: exact for programs, rounded for people. */
#ifndef ANALYSIS_RENDER_NUMBER_H
#define ANALYSIS_RENDER_NUMBER_H

struct json_object;

/* The shortest decimal text that reads back as value. Returns text. */
#define NUMBER_SIZE 32
const char *number_exact(char text[static NUMBER_SIZE], double value);

/* The same as a JSON number; NULL (null) for NAN and infinity, which JSON does not have. Owned by
 * the caller. */
struct json_object *number_json(double value);

/* Rounds to that many significant digits, without an exponent from 1e-4 to 1e9. Returns text. */
const char *number_rounded(char text[static NUMBER_SIZE], double value, int digits);

#endif
