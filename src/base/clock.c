#include "base/clock.h"

#include <stdio.h>

void clock_utc(char text[static CLOCK_UTC_SIZE]) {
    struct timespec now;
    struct tm utc;
    char milliseconds[8];

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(text, CLOCK_UTC_SIZE, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(milliseconds, sizeof milliseconds, ".%03dZ", (int)(now.tv_nsec / NS_PER_MS % 1000));
    for (int i = 0; i < 6; i++)
        text[19 + i] = milliseconds[i];
}
