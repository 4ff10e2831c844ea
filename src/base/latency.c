#include "base/latency.h"

#include <stddef.h>

const char *const latency_names[] = {"wake", "gap", "response", NULL};
