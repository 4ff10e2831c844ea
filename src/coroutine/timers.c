#include "coroutine/timers.h"

#include "base/memory.h"

#include <search.h>
#include <stdlib.h>

struct sleep_list {
    int64_t sleep_ns;
    struct run_queue sleepers;
};

static int by_sleep(const void *a, const void *b) {
    const struct sleep_list *first = a, *second = b;

    return (first->sleep_ns > second->sleep_ns) - (first->sleep_ns < second->sleep_ns);
}

static int64_t head_deadline(const struct sleep_list *line) {
    return run_queue_at(&line->sleepers, 0)->deadline_ns;
}

static void heap_push(struct timers *timers, struct sleep_list *line) {
    size_t at = timers->lines++;

    if (timers->lines > timers->room) {
        timers->room = timers->room ? 2 * timers->room : 16;
        timers->heap = memory_resize(timers->heap, timers->room, sizeof *timers->heap);
    }
    while (at > 0 && head_deadline(timers->heap[(at - 1) / 2]) > head_deadline(line)) {
        timers->heap[at] = timers->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    timers->heap[at] = line;
    timers->earliest_ns = head_deadline(timers->heap[0]);
}

/* Moves the first line down to its place after its head has changed or another line was
 * put first. */
static void heap_sink(struct timers *timers) {
    struct sleep_list *line = timers->heap[0];
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

static void line_free(void *line) {
    run_queue_clear(&((struct sleep_list *)line)->sleepers);
    free(line);
}

static void line_drop(struct timers *timers, struct sleep_list *line) {
    tdelete(line, &timers->by_sleep, by_sleep);
    line_free(line);
}

/* The line used last is kept even when it is empty, so that a lone sleeper's line is not recreated
 * for every sleep. Any other line is freed with its last sleeper. */
static void make_recent(struct timers *timers, struct sleep_list *line) {
    struct sleep_list *left = timers->recent;

    timers->recent = line;
    if (left && left != line && run_queue_count(&left->sleepers) == 0)
        line_drop(timers, left);
}

static struct sleep_list *line_find(struct timers *timers, int64_t sleep_ns) {
    struct sleep_list key = {.sleep_ns = sleep_ns};
    struct sleep_list **found, *line;

    if (timers->recent && timers->recent->sleep_ns == sleep_ns)
        return timers->recent;
    found = tfind(&key, &timers->by_sleep, by_sleep);
    if (found) {
        line = *found;
    } else {
        line = memory_get(1, sizeof *line);
        line->sleep_ns = sleep_ns;
        if (!tsearch(line, &timers->by_sleep, by_sleep))
            memory_missing();
    }
    make_recent(timers, line);
    return line;
}

static inline void line_put(struct sleep_list *line, struct coroutine *coroutine,
                            int64_t start_ns) {
    coroutine->deadline_ns = start_ns + coroutine->sleep_ns;
    run_queue_push(&line->sleepers, coroutine);
}

/* The slow path of timers_add(): the line is not the one used last, or it is empty. Not inlined,
 * because the fast path would then have to save registers for it. */
static __attribute__((noinline)) void add_slowly(struct timers *timers, struct coroutine *coroutine,
                                                 int64_t start_ns) {
    struct sleep_list *line = line_find(timers, coroutine->sleep_ns);

    line_put(line, coroutine, start_ns);
    if (run_queue_count(&line->sleepers) == 1)
        heap_push(timers, line);
}

void timers_add(struct timers *timers, struct coroutine *coroutine, int64_t start_ns) {
    struct sleep_list *line = timers->recent;

    if (line && line->sleep_ns == coroutine->sleep_ns && run_queue_count(&line->sleepers) > 0)
        line_put(line, coroutine, start_ns);
    else
        add_slowly(timers, coroutine, start_ns);
}

/* Restores the order after the first line has lost its head. Not inlined, to keep the path short
 * for a program with only one line. */
static __attribute__((noinline)) void set_order(struct timers *timers) {
    struct sleep_list *line = timers->heap[0];

    if (run_queue_count(&line->sleepers) == 0) {
        timers->heap[0] = timers->heap[--timers->lines];
        if (line != timers->recent)
            line_drop(timers, line);
    }
    if (timers->lines > 0) {
        heap_sink(timers);
        timers->earliest_ns = head_deadline(timers->heap[0]);
    }
}

struct coroutine *timers_take(struct timers *timers) {
    struct sleep_list *line = timers->heap[0];
    struct coroutine *first;

    run_queue_fetch_ahead(&line->sleepers);
    first = run_queue_pop(&line->sleepers);
    if (timers->lines > 1 || run_queue_count(&line->sleepers) == 0)
        set_order(timers);
    else
        timers->earliest_ns = head_deadline(line);
    return first;
}

void timers_clear(struct timers *timers) {
    tdestroy(timers->by_sleep, line_free);
    free(timers->heap);
    *timers = (struct timers){0};
}
