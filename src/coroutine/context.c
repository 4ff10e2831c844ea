#include "coroutine/context.h"

#include "base/err.h"

#include <pthread.h>
#include <stdint.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif
#ifdef CONTEXT_VALGRIND
#include <valgrind/valgrind.h>
#endif

/* --- what the sanitizers need; empty in other builds ------------------------------------------ */

#ifdef CONTEXT_SANITIZED
static void shadow_init(struct context *context, void *low, void *top) {
    context->stack_low = low;
    context->stack_size = (size_t)((char *)top - (char *)low);
    context->shadow = NULL;
#ifdef __SANITIZE_THREAD__
    context->shadow = __tsan_create_fiber(0);
#endif
#ifdef CONTEXT_VALGRIND
    context->shadow = (void *)(uintptr_t)VALGRIND_STACK_REGISTER(low, top);
#endif
}

static void shadow_init_native(struct context *context) {
    pthread_attr_t attributes;
    void *low;

    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstack(&attributes, &low, &context->stack_size);
    pthread_attr_destroy(&attributes);
    context->stack_low = low;
    context->shadow = NULL;
#ifdef __SANITIZE_THREAD__
    context->shadow = __tsan_get_current_fiber();
#endif
}

static void shadow_leave(struct context *from, struct context *to) {
    (void)from, (void)to;
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(&from->shadow, to->stack_low, to->stack_size);
#endif
#ifdef __SANITIZE_THREAD__
    __tsan_switch_to_fiber(to->shadow, 0);
#endif
}

static void shadow_arrive(struct context *context) {
    (void)context;
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(context->shadow, NULL, NULL);
#endif
}

static void shadow_end(struct context *context) {
    (void)context;
#ifdef __SANITIZE_THREAD__
    __tsan_destroy_fiber(context->shadow);
#endif
#ifdef CONTEXT_VALGRIND
    VALGRIND_STACK_DEREGISTER((uintptr_t)context->shadow);
#endif
}
#else
#define shadow_init(context, low, top)
#define shadow_init_native(context) ((void)(context))
#define shadow_leave(from, to)
#define shadow_arrive(context) ((void)(context))
#define shadow_end(context)    ((void)(context))
#endif

void context_native(struct context *context, ucontext_t *state) {
    context->state = state;
    shadow_init_native(context);
}

void context_arrive(struct context *context) {
    shadow_arrive(context);
}

void context_end(struct context *context) {
    shadow_end(context);
}

/* --- the switch itself ------------------------------------------------------------------------ */

/* makecontext() passes only ints, so each pointer is passed as two halves. */
static void enter(unsigned entry_high, unsigned entry_low, unsigned high, unsigned low) {
    void (*entry)(void *) = (void (*)(void *))((uintptr_t)entry_high << 32 | entry_low);

    entry((void *)((uintptr_t)high << 32 | low));
}

static void make_state(ucontext_t *state, void *low, void *top, void (*entry)(void *argument),
                       void *argument) {
    uintptr_t e = (uintptr_t)entry, a = (uintptr_t)argument;

    getcontext(state);
    state->uc_stack.ss_sp = low;
    state->uc_stack.ss_size = (size_t)((char *)top - (char *)low);
    state->uc_link = NULL;
    makecontext(state, (void (*)(void))enter, 4, (unsigned)(e >> 32), (unsigned)e,
                (unsigned)(a >> 32), (unsigned)a);
}

#ifdef CONTEXT_UCONTEXT
static void *make_stack(void *top, void (*entry)(void *argument), void *argument) {
    (void)top, (void)entry, (void)argument;
    ASSERT(!"without assembly every flow has a state");
}

static void context_swap_stacks(void **save, void *load) {
    (void)save, (void)load;
}
#else
extern void context_begin(void);
void context_swap_stacks(void **save, void *load);

/* What context_swap_stacks() pops at the first switch to a flow; see context_x86_64.S and
 * context_aarch64.S. */
#ifdef __x86_64__
struct first_frame {
    void *r15, *r14, *r13;
    void *argument;        /* in r12 */
    void (*entry)(void *); /* in rbx */
    void *rbp;
    void (*resume_at)(void);
    void *no_return; /* ends a debugger's backtrace, and aligns the stack as a call would */
};
#else
struct first_frame {
    void *argument;        /* in x19 */
    void (*entry)(void *); /* in x20 */
    void *x21_to_x29[9];
    void (*resume_at)(void); /* in x30 */
    double d8_to_d15[8];
};
#endif

static void *make_stack(void *top, void (*entry)(void *argument), void *argument) {
    struct first_frame *frame = (struct first_frame *)top - 1;

    *frame = (struct first_frame){.argument = argument, .entry = entry, .resume_at = context_begin};
    return frame;
}
#endif

void context_make(struct context *context, ucontext_t *state, void *low, void *top,
                  void (*entry)(void *argument), void *argument) {
    shadow_init(context, low, top);
    context->state = state;
    if (state)
        make_state(state, low, top, entry, argument);
    else
        context->stack_pointer = make_stack(top, entry, argument);
}

void context_switch_told(struct context *from, struct context *to) {
    shadow_leave(from, to);
    if (from->state)
        swapcontext(from->state, to->state);
    else
        context_swap_stacks(&from->stack_pointer, to->stack_pointer);
    shadow_arrive(from);
}
