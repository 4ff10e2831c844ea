#include "coroutine/timers.h"

#include "base/err.h"

#include <search.h>
#include <stdlib.h>

struct line {
    int64_t sleep_ns;
    struct coroutine_list sleepers;
};

static int by_sleep(const void *a, const void *b) {
    const struct line *first = a, *second = b;

    return (first->sleep_ns > second->sleep_ns) - (first->sleep_ns < second->sleep_ns);
}

static int64_t head_deadline(const struct line *line) {
    return line->sleepers.head->deadline_ns;
}

static void heap_push(struct timers *timers, struct line *line) {
    size_t at = timers->lines++;

    if (timers->lines > timers->room) {
        timers->room = timers->room ? 2 * timers->room : 16;
        timers->heap = realloc(timers->heap, timers->room * sizeof *timers->heap);
        PROMISE(timers->heap);
    }
    while (at > 0 && head_deadline(timers->heap[(at - 1) / 2]) > head_deadline(line)) {
        timers->heap[at] = timers->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    timers->heap[at] = line;
}

/* The first line's head has changed, or another line was put first: let it sink to its place. */
static void heap_sink(struct timers *timers) {
    struct line *line = timers->heap[0];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < timers->lines) {
        if (child + 1 < timers->lines &&
            head_deadline(timers->heap[child + 1]) < head_deadline(timers->heap[child]))
            child++;
        if (head_deadline(line) <= head_deadline(timers->heap[child]))
            break;
        timers->heap[at] = timers->heap[child];
        at = child;
    }
    timers->heap[at] = line;
}

static void line_drop(struct timers *timers, struct line *line) {
    tdelete(line, &timers->by_sleep, by_sleep);
    free(line);
}

/* The line used last is kept even when it is empty, so that a lone sleeper's line is not made anew
 * for each sleep; any other line goes when its last sleeper does. */
static void make_recent(struct timers *timers, struct line *line) {
    struct line *left = timers->recent;

    timers->recent = line;
    if (left && left != line && !left->sleepers.head)
        line_drop(timers, left);
}

static struct line *line_find(struct timers *timers, int64_t sleep_ns) {
    struct line key = {.sleep_ns = sleep_ns};
    struct line **found, *line;

    if (timers->recent && timers->recent->sleep_ns == sleep_ns)
        return timers->recent;
    found = tfind(&key, &timers->by_sleep, by_sleep);
    if (found) {
        line = *found;
    } else {
        line = calloc(1, sizeof *line);
        PROMISE(line);
        line->sleep_ns = sleep_ns;
        PROMISE(tsearch(line, &timers->by_sleep, by_sleep));
    }
    make_recent(timers, line);
    return line;
}

void timers_add(struct timers *timers, struct coroutine *coroutine, int64_t start_ns) {
    struct line *line = line_find(timers, coroutine->sleep_ns);
    int was_empty = !line->sleepers.head;

    coroutine->deadline_ns = start_ns + coroutine->sleep_ns;
    list_push(&line->sleepers, coroutine);
    if (was_empty)
        heap_push(timers, line);
}

struct coroutine *timers_take_due(struct timers *timers, int64_t now_ns) {
    struct line *line;
    struct coroutine *due;

    if (timers_earliest(timers) > now_ns)
        return NULL;
    line = timers->heap[0];
    due = list_pop(&line->sleepers);
    if (!line->sleepers.head) {
        timers->heap[0] = timers->heap[--timers->lines];
        if (line != timers->recent)
            line_drop(timers, line);
    }
    if (timers->lines > 1)
        heap_sink(timers);
    return due;
}

int64_t timers_earliest(const struct timers *timers) {
    return timers->lines ? head_deadline(timers->heap[0]) : INT64_MAX;
}

void timers_clear(struct timers *timers) {
    tdestroy(timers->by_sleep, free);
    free(timers->heap);
    *timers = (struct timers){0};
}
