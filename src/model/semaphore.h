/* Waits for a POSIX semaphore, even if signals arrive. */
#ifndef MODEL_SEMAPHORE_H
#define MODEL_SEMAPHORE_H

#include "base/err.h"

#include <errno.h>
#include <semaphore.h>

static inline void semaphore_wait(sem_t *semaphore) {
    while (sem_wait(semaphore))
        ASSERT(errno == EINTR);
}

#endif
