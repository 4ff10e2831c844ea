/* The stack switch for x86-64 (System V ABI). It leaves by jmp instead of ret: a ret would not
 * return to where its call came from, so the processor's return predictor would miss every time. */
#if defined(__x86_64__) && !defined(CONTEXT_UCONTEXT)

    .text

/* void context_swap_stacks(void **save [rdi], void *load [rsi]) */
    .globl context_swap_stacks
    .type context_swap_stacks, @function
    .p2align 4
context_swap_stacks:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    popq %rcx
    jmpq *%rcx
    .size context_swap_stacks, . - context_swap_stacks

/* Where a new flow starts: context_make() has left the entry in rbx and its argument in r12. */
    .globl context_begin
    .type context_begin, @function
    .p2align 4
context_begin:
    movq %r12, %rdi
    jmpq *%rbx
    .size context_begin, . - context_begin

#endif
    .section .note.GNU-stack, "", @progbits
