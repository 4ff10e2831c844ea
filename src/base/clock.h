/* The only clock of the project: CLOCK_MONOTONIC, in nanoseconds. Wall-clock time is used only to
 * date rows. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

#define NS_PER_US 1000LL
#define NS_PER_MS 1000000LL
#define NS_PER_S  1000000000LL

/* Buffer size for clock_utc(): "2012-07-14T09:30:00.123Z" and its terminator. */
#define CLOCK_UTC_SIZE 25

/* Converts a duration in nanoseconds to a struct timespec. */
static inline struct timespec clock_span(int64_t ns) {
    return (struct timespec){.tv_sec = ns / NS_PER_S, .tv_nsec = ns % NS_PER_S};
}

/* Returns ns * factor / divisor, rounded to the nearest; INT64_MAX if the result does not fit. No
 * argument may be negative, and the divisor must not be 0. Use this for all products of times: a
 * day's sleep times ten million tasks overflows 64 bits. */
static inline int64_t clock_scaled(int64_t ns, int64_t factor, int64_t divisor) {
    unsigned __int128 scaled =
        ((unsigned __int128)ns * (uint64_t)factor + (uint64_t)divisor / 2) / (uint64_t)divisor;

    return scaled > INT64_MAX ? INT64_MAX : (int64_t)scaled;
}

/* Returns the current time in nanoseconds since an arbitrary start. Cannot fail. May be called from
 * any thread. */
static inline int64_t clock_ns(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* Converts a time as getrusage() returns it to ns. */
static inline int64_t clock_of_timeval(struct timeval time) {
    return (int64_t)time.tv_sec * NS_PER_S + (int64_t)time.tv_usec * NS_PER_US;
}

/* Writes the current UTC time in ISO 8601 with milliseconds. */
void clock_utc(char text[static CLOCK_UTC_SIZE]);

#endif
