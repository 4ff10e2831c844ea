/* Numbers as sentences and tables show them. ANSWER.md 2. */
#ifndef ANALYSIS_WORDS_FIGURES_H
#define ANALYSIS_WORDS_FIGURES_H

#include "analysis/compare/place.h"
#include "base/units.h"

#include <stdbool.h>

enum { FIGURES_PLACE_SIZE = 6 * UNITS_SIZE };

/* A whole number with separators: "1,230". Returns text. */
const char *figures_level(char text[static UNITS_SIZE], double level);

/* Rounds to two significant digits, or three if high / low is at most 1.25; below 10, to a whole
 * number. Keeps more digits if the rounded number would lie outside the range. */
double figures_rounded(double value, double low, double high);

/* How much more one costs than the other: "16%" below a ratio of 2, "2.9x" from 2 on. Returns text.
 */
const char *figures_size(char text[static UNITS_SIZE], double ratio);

/* A ratio with that many significant digits, but at most two decimals: "1.02", "0.68", "46".
 * Returns text. */
const char *figures_ratio(char text[static UNITS_SIZE], double ratio, int digits);

/* "about 670 (200 to 2,000)", "about 19 (at most 50)", "50 at the latest", "somewhere between 1 and
 * 10"; poor: the estimate alone, without its range. unit: what the number counts, such as
 * " concurrent tasks", or "". The place must be located. Returns text. */
const char *figures_place(char text[static FIGURES_PLACE_SIZE], const struct comparison *comparison,
                          const struct place *place, bool poor, const char *unit);

/* The range alone: "200 to 2,000", "at most 50", "500 to beyond 1,000". Returns text. */
const char *figures_range(char text[static FIGURES_PLACE_SIZE], const struct comparison *comparison,
                          const struct place *place);

/* "24.5 KiB", with three significant digits. unit: of the number; NULL: chosen and set to a static
 * text. Returns text. */
const char *figures_bytes(char text[static UNITS_SIZE], double bytes, const char **unit);

/* A percentage: "5%", "2.5%". Returns text. */
const char *figures_percent(char text[static UNITS_SIZE], double ratio);

/* "2026-11-23" as "23 Nov 2026"; unchanged if it is not a date. Returns text. */
const char *figures_day(char text[static UNITS_SIZE], const char *day);

#endif
