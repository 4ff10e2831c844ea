/* A suspended flow of control: where its stack pointer stands, and what the sanitizers must know to
 * follow. On x86-64 the switch is a few lines of assembly that keep the six registers a call must
 * keep (not mxcsr nor the x87 control word, which nobody here changes); elsewhere, or when built
 * with -DCONTEXT_UCONTEXT, it is swapcontext(), which makes two system calls each time.
 *
 *      low address                                                     high address
 *      | canary |  ... room ...  <- stack grows down | first frame | owner's own data |
 *                                                                  ^ top given to context_make() */
#ifndef COROUTINE_CONTEXT_H
#define COROUTINE_CONTEXT_H

#include <stddef.h>

#if !defined(__x86_64__) && !defined(CONTEXT_UCONTEXT)
#define CONTEXT_UCONTEXT 1
#endif

#ifdef CONTEXT_UCONTEXT
#include <ucontext.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CONTEXT_SANITIZED 1
#endif

/* Plain data, owned by the caller, who must not move it while it is suspended. */
struct context {
#ifdef CONTEXT_UCONTEXT
    ucontext_t state;
#else
    void *stack_pointer;
#endif
#ifdef CONTEXT_SANITIZED
    void *shadow; /* AddressSanitizer's fake stack, or ThreadSanitizer's fiber */
    const void *stack_low;
    size_t stack_size;
#endif
};

/* The flow that is running now, on the stack of its thread; call it there. */
void context_native(struct context *context);

/* A flow that will begin in entry(argument) on the stack [low, top) when it is first switched to.
 * entry must never return. top is aligned to 16. */
void context_make(struct context *context, void *low, void *top, void (*entry)(void *argument),
                  void *argument);

/* Suspend the running flow in *from and go on in *to; returns when somebody switches to *from. */
#if defined(CONTEXT_SANITIZED) || defined(CONTEXT_UCONTEXT)
void context_switch(struct context *from, struct context *to);
#else
void context_swap_stacks(void **save, void *load);
static inline void context_switch(struct context *from, struct context *to) {
    context_swap_stacks(&from->stack_pointer, to->stack_pointer);
}
#endif

/* To be called first in entry: tells the sanitizers that the switch has arrived. */
void context_arrive(struct context *context);

/* Tell the sanitizers that *context is over; its stack may be freed then. Not from itself. */
void context_end(struct context *context);

#endif
