/* A coroutine and the lists it stands in. Inside coroutine/ only, and for whoever parks one. */
#ifndef COROUTINE_COROUTINE_H
#define COROUTINE_COROUTINE_H

#include "base/wait.h"
#include "coroutine/context.h"

#include <stddef.h>
#include <stdint.h>

/* Lives at the upper end of its own stack, so that the two share a page. */
struct coroutine {
    struct context context;
    struct coroutine *next; /* in the one list it stands in */
    int64_t sleep_ns;       /* what it sleeps for */
    struct wait *wait;      /* where the times of that sleep go */
    uint64_t *canary;
    struct scheduler *scheduler;
    void (*body)(void *argument); /* from here on: needed once, when it begins */
    void *argument;
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

#endif
