/* A suspended flow of control: where its stack pointer stands, and what the sanitizers must know to
 * follow. On x86-64 and AArch64 the switch is a few lines of assembly that keep the registers a
 * call must keep (not the control words of floating point, which nobody here changes). The other is
 * swapcontext(), which makes two system calls each time: for who asks for it by giving room for a
 * ucontext_t, and for all elsewhere or when built with -DCONTEXT_UCONTEXT.
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

/* Built with -DCONTEXT_VALGRIND, valgrind is told of each stack. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(CONTEXT_VALGRIND)
#define CONTEXT_SANITIZED 1
#endif

/* Plain data, owned by the caller, who must not move it while it is suspended. */
struct context {
    void *stack_pointer; /* where it stands, or … */
    ucontext_t *state;   /* … else NULL */
#ifdef CONTEXT_SANITIZED
    /* AddressSanitizer's fake stack, ThreadSanitizer's fiber, or valgrind's number of the stack */
    void *shadow;
    const void *stack_low;
    size_t stack_size;
#endif
};

/* Must every flow have a state? */
#ifdef CONTEXT_UCONTEXT
#define CONTEXT_NEEDS_STATE true
#else
#define CONTEXT_NEEDS_STATE false
#endif

/* The flow that is running now, on the stack of its thread; call it there. Flows that switch to
 * each other all have a state, which lives as long as they do, or none has. */
void context_native(struct context *context, ucontext_t *state);

/* A flow that will begin in entry(argument) on the stack [low, top) when it is first switched to.
 * entry must never return. top is aligned to 16. */
void context_make(struct context *context, ucontext_t *state, void *low, void *top,
                  void (*entry)(void *argument), void *argument);

/* Suspend the running flow in *from and go on in *to; returns when somebody switches to *from. */
void context_switch_told(struct context *from,
                         struct context *to); /* the sanitizers are, and states looked at */
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

/* To be called first in entry: tells the sanitizers that the switch has arrived. */
void context_arrive(struct context *context);

/* Tell the sanitizers that *context is over; its stack may be freed then. Not from itself. */
void context_end(struct context *context);

#endif
