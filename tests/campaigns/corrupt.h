/* Damage to a database file, at random and reproducible. */
#ifndef CAMPAIGNS_CORRUPT_H
#define CAMPAIGNS_CORRUPT_H

#include <stddef.h>

/* "KIND SEED": bytes (up to 64 anywhere), header (of the first 100 bytes), heads (of the first 12
 * of some page), cut (the end is missing), zero (a page), swap (two pages). The size becomes less
 * by cut alone. */
void corrupt(char *bytes, size_t *size, const char *how);

#endif
