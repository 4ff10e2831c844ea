/* The integer that means "no value": unknown or not given. NULL in SQL. */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdint.h>

#define NO_VALUE INT64_MIN

#endif
