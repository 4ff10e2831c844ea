/* Numbers as text: exact for programs, rounded for people. */
#ifndef ANALYSIS_RENDER_NUMBER_H
#define ANALYSIS_RENDER_NUMBER_H

struct json_object;

/* The shortest decimal text that reads back as value. Returns text. */
#define NUMBER_SIZE 32
const char *number_exact(char text[static NUMBER_SIZE], double value);

/* The same as a JSON number; what is none there (NAN, infinity) is null. Owned by the caller. */
struct json_object *number_json(double value);

/* value to that many significant digits, without an exponent between 1e-4 and 1e9. Returns text. */
const char *number_rounded(char text[static NUMBER_SIZE], double value, int digits);

#endif
