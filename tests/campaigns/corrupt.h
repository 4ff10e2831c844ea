/* Random but reproducible damage to a database file. */
#ifndef CAMPAIGNS_CORRUPT_H
#define CAMPAIGNS_CORRUPT_H

#include <stddef.h>

/* how is "KIND SEED": bytes (up to 64 anywhere), header (of the first 100 bytes), heads (of the
 * first 12 bytes of some page), cut (removes the end), zero (clears a page), swap (exchanges two
 * pages). Only cut reduces *size. */
void corrupt(char *bytes, size_t *size, const char *how);

#endif
