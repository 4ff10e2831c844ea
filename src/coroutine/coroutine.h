/* A coroutine and the lists it stands in. Inside coroutine/ only, and for whoever parks one. */
#ifndef COROUTINE_COROUTINE_H
#define COROUTINE_COROUTINE_H

#include "base/wait.h"
#include "coroutine/context.h"

#include <stddef.h>
#include <stdint.h>

/* Lives at the upper end of its own stack, so that the two share a page; no larger than a cache line. */
struct coroutine {
    struct context context;
    struct coroutine *next; /* in the one list it stands in */
    const uint64_t *canary;
    union {
        struct { /* until it has begun */
            void (*body)(void *argument);
            void *argument;
        };
        struct { /* while it sleeps */
            int64_t sleep_ns;
            struct wait *wait; /* where the times of that sleep go */
        };
    };
};

/* First in, first out. A zeroed one is empty. */
struct coroutine_list {
    struct coroutine *head, *tail;
};

static inline void list_push(struct coroutine_list *list, struct coroutine *coroutine) {
    coroutine->next = NULL;
    if (list->head)
        list->tail->next = coroutine;
    else
        list->head = coroutine;
    list->tail = coroutine;
}

/* The first, or NULL. */
static inline struct coroutine *list_pop(struct coroutine_list *list) {
    struct coroutine *first = list->head;

    if (first)
        list->head = first->next;
    return first;
}

/* Move all of `more` to the end. */
static inline void list_append(struct coroutine_list *list, struct coroutine_list *more) {
    if (!more->head)
        return;
    if (list->head)
        list->tail->next = more->head;
    else
        list->head = more->head;
    list->tail = more->tail;
    more->head = NULL;
}

#endif
