/* The integer that says that there is none: unknown, or not given. SQL's NULL. */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdint.h>

#define NO_VALUE INT64_MIN

#endif
