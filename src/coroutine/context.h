/* A suspended flow of control: its stack pointer, and what the sanitizers need to follow it. On
 * x86-64 and AArch64 the switch is a few lines of assembly that save the registers a call must
 * preserve. The floating-point control words are not saved, because no code here changes them. The
 * alternative is swapcontext(), which makes two system calls per switch. It is used if the caller
 * provides a ucontext_t, on all other architectures, and in builds with -DCONTEXT_UCONTEXT.
 *
 *      low address                                                     high address
 *      | canary |  ... room ...  <- stack grows down | first frame | owner's own data |
 *                                                                  ^ top given to context_make() */
#ifndef COROUTINE_CONTEXT_H
#define COROUTINE_CONTEXT_H

#include <stddef.h>

#if !defined(__x86_64__) && !defined(__aarch64__) && !defined(CONTEXT_UCONTEXT)
#define CONTEXT_UCONTEXT 1
#endif

#include <ucontext.h>

/* With -DCONTEXT_VALGRIND each stack is registered with valgrind. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(CONTEXT_VALGRIND)
#define CONTEXT_SANITIZED 1
#endif

/* Plain data, owned by the caller. Must not be moved while the flow is suspended. */
struct context {
    void *stack_pointer; /* while suspended; unused if there is a state */
    ucontext_t *state;   /* NULL if the assembly switch is used */
#ifdef CONTEXT_SANITIZED
    /* AddressSanitizer's fake stack, ThreadSanitizer's fiber, or valgrind's id of the stack */
    void *shadow;
    const void *stack_low;
    size_t stack_size;
#endif
};

/* Whether every flow must have a state. */
#ifdef CONTEXT_UCONTEXT
#define CONTEXT_NEEDS_STATE true
#else
#define CONTEXT_NEEDS_STATE false
#endif

/* Initializes *context for the flow that is running on its thread's own stack; must be called by
 * that flow. Of all flows that switch to each other, either each has a state or none has (state is
 * NULL). A state must live as long as its flow. */
void context_native(struct context *context, ucontext_t *state);

/* Initializes *context for a new flow, which starts in entry(argument) on the stack [low, top) when
 * it is first switched to. entry must never return. top must be aligned to 16. */
void context_make(struct context *context, ucontext_t *state, void *low, void *top,
                  void (*entry)(void *argument), void *argument);

/* Suspends the running flow in *from and resumes *to. Returns when another flow switches to *from.
 * context_switch_told() also informs the sanitizers, and handles flows with a state. */
void context_switch_told(struct context *from, struct context *to);
#if defined(CONTEXT_SANITIZED) || defined(CONTEXT_UCONTEXT)
#define context_switch context_switch_told
#else
void context_swap_stacks(void **save, void *load);
static inline void context_switch(struct context *from, struct context *to) {
    if (from->state)
        context_switch_told(from, to);
    else
        context_swap_stacks(&from->stack_pointer, to->stack_pointer);
}
#endif

/* Must be called first in entry: tells the sanitizers that the switch is complete. */
void context_arrive(struct context *context);

/* Tells the sanitizers that *context has ended; its stack may then be freed. Must not be called
 * from the flow itself. */
void context_end(struct context *context);

#endif
