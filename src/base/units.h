/* Numbers as people write them: counts with k and M, times with units; read and written. A reader
 * returns NULL and sets *value, or returns a static phrase that finishes the sentence "'text' …".
 */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include <stddef.h>
#include <stdint.h>

/* A whole number from 0 with an optional suffix k (thousand) or M (million), at most 10^15. */
const char *units_parse_count(const char *text, int64_t *value);

/* A size in bytes: a whole number with an optional suffix K, M or G (1024, its square, its cube),
 * at most 10^15. */
const char *units_parse_bytes(const char *text, int64_t *bytes);

/* A time not below 0 in ns, us, ms or s, decimals allowed ("1.5ms"), as nanoseconds rounded to the
 * nearest. `unit` is what a bare number means ("ms"), or NULL where a unit must be given. At most
 * one day. */
const char *units_parse_time(const char *text, const char *unit, int64_t *ns);

/* "5 ms", "50 us", "1.5 s": the largest unit in which the number is not below 1, four significant
 * digits. Returns text. */
#define UNITS_SIZE 32
const char *units_time(char text[static UNITS_SIZE], int64_t ns);

/* The same as it is typed, without the blank: "5ms". Returns text. */
const char *units_time_typed(char text[static UNITS_SIZE], int64_t ns);

/* "10,000". Returns text. */
const char *units_count(char text[static UNITS_SIZE], int64_t value);

#endif
