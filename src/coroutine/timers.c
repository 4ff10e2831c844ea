#include "coroutine/timers.h"

#include "base/err.h"

#include <search.h>
#include <stdlib.h>

struct sleeper {
    int64_t deadline_ns;
    struct coroutine *coroutine;
};

/* A ring that grows; its room is a power of two. first and last count for ever. */
struct line {
    int64_t sleep_ns;
    struct sleeper *ring;
    size_t room, first, last;
};

static size_t line_count(const struct line *line) {
    return line->last - line->first;
}

static struct sleeper *sleeper_at(const struct line *line, size_t i) {
    return &line->ring[(line->first + i) & (line->room - 1)];
}

static void line_grow(struct line *line) {
    size_t room = line->room ? 2 * line->room : 16;
    struct sleeper *ring = malloc(room * sizeof *ring);

    PROMISE(ring);
    for (size_t i = 0; i < line_count(line); i++)
        ring[i] = *sleeper_at(line, i);
    free(line->ring);
    line->ring = ring;
    line->room = room;
    line->last = line_count(line);
    line->first = 0;
}

/* Those who wake soon have slept long, and what they lie on has left the caches; so it is fetched some turns before:
 * first the coroutine, and when that is there, the top of its stack. */
static inline __attribute__((always_inline)) void fetch_ahead(const struct line *line) {
    enum { far = 16, near = 8, stack_lines = 4, line_bytes = 64 };

    if (line_count(line) > far)
        __builtin_prefetch(sleeper_at(line, far)->coroutine, 1);
    if (line_count(line) > near) {
        const char *top = sleeper_at(line, near)->coroutine->context.stack_pointer;

        for (int i = 0; i < stack_lines; i++)
            __builtin_prefetch(top + i * line_bytes, 1);
    }
}

static int by_sleep(const void *a, const void *b) {
    const struct line *first = a, *second = b;

    return (first->sleep_ns > second->sleep_ns) - (first->sleep_ns < second->sleep_ns);
}

static int64_t head_deadline(const struct line *line) {
    return sleeper_at(line, 0)->deadline_ns;
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
    timers->earliest_ns = head_deadline(timers->heap[0]);
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

static void line_free(void *line) {
    free(((struct line *)line)->ring);
    free(line);
}

static void line_drop(struct timers *timers, struct line *line) {
    tdelete(line, &timers->by_sleep, by_sleep);
    line_free(line);
}

/* The line used last is kept even when it is empty, so that a lone sleeper's line is not made anew
 * for each sleep; any other line goes when its last sleeper does. */
static void make_recent(struct timers *timers, struct line *line) {
    struct line *left = timers->recent;

    timers->recent = line;
    if (left && left != line && line_count(left) == 0)
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

static inline void line_put(struct line *line, struct coroutine *coroutine, int64_t start_ns) {
    *sleeper_at(line, line_count(line)) =
        (struct sleeper){start_ns + coroutine->sleep_ns, coroutine};
    line->last++;
}

/* Where another line is wanted than last time, or one without room, or an empty one. Never inline: the rest would have
 * to save its registers for it. */
static __attribute__((noinline)) void add_slowly(struct timers *timers, struct coroutine *coroutine,
                                                 int64_t start_ns) {
    struct line *line = line_find(timers, coroutine->sleep_ns);

    if (line_count(line) == line->room)
        line_grow(line);
    line_put(line, coroutine, start_ns);
    if (line_count(line) == 1)
        heap_push(timers, line);
}

void timers_add(struct timers *timers, struct coroutine *coroutine, int64_t start_ns) {
    struct line *line = timers->recent;

    if (line && line->sleep_ns == coroutine->sleep_ns && line_count(line) > 0 &&
        line_count(line) < line->room)
        line_put(line, coroutine, start_ns);
    else
        add_slowly(timers, coroutine, start_ns);
}

/* The first line has lost its head. Never inline: it would widen the path of who has but one line. */
static __attribute__((noinline)) void set_order(struct timers *timers) {
    struct line *line = timers->heap[0];

    if (line_count(line) == 0) {
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
    struct line *line = timers->heap[0];
    struct coroutine *first = sleeper_at(line, 0)->coroutine;

    fetch_ahead(line);
    line->first++;
    if (timers->lines > 1 || line_count(line) == 0)
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
