#include "analysis/render/number.h"

#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *number_exact(char text[static NUMBER_SIZE], double value) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return text;
}

struct json_object *number_json(double value) {
    char text[NUMBER_SIZE];

    return isfinite(value) ? json_number(value, number_exact(text, value)) : NULL;
}

const char *number_rounded(char text[static NUMBER_SIZE], double value, int digits) {
    double size = fabs(value);
    int before = size >= 1 && size < 1e9 ? (int)floor(log10(size)) + 1 : 1;

    if (size != 0 && (size < 1e-4 || size >= 1e9))
        snprintf(text, NUMBER_SIZE, "%.*g", digits, value);
    else if (before >= digits)
        snprintf(text, NUMBER_SIZE, "%.0f", value);
    else
        snprintf(text, NUMBER_SIZE, "%.*f", digits - before, value);
    return text;
}
