/* Numbers as people write them: counts with k and M, times with units. The parsers return NULL and
 * set *value, or return a static phrase that completes the sentence "'text' …". */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include <stddef.h>
#include <stdint.h>

/* Parses a non-negative whole number with an optional suffix k (thousand) or M (million), at most
 * 10^15. */
const char *units_parse_count(const char *text, int64_t *value);

/* Parses a size in bytes: a whole number with an optional suffix K, M or G (1024, its square, its
 * cube), at most 10^15. */
const char *units_parse_bytes(const char *text, int64_t *bytes);

/* Parses a non-negative time in ns, us, ms or s, with decimals allowed ("1.5ms"), to nanoseconds
 * rounded to the nearest. `unit` is the unit of a bare number ("ms"), or NULL if a unit is
 * required. At most one day. */
const char *units_parse_time(const char *text, const char *unit, int64_t *ns);

/* Writes "5 ms", "50 us" or "1.5 s": the largest unit in which the number is at least 1, with four
 * significant digits. Returns text. */
#define UNITS_SIZE 32
const char *units_time(char text[static UNITS_SIZE], int64_t ns);

/* Writes the same in the form in which it is typed, without the blank: "5ms". Returns text. */
const char *units_time_typed(char text[static UNITS_SIZE], int64_t ns);

/* Writes a count with separators: "10,000". Returns text. */
const char *units_count(char text[static UNITS_SIZE], int64_t value);

#endif
