/* The stack switch for AArch64 (AAPCS64). Saves what a call must preserve: ten registers, the frame
 * pointer, the return address and the lower halves of eight vector registers. It leaves by br
 * instead of ret, just as the x86-64 version leaves by jmp. */
#if defined(__aarch64__) && !defined(CONTEXT_UCONTEXT)

    .text

/* void context_swap_stacks(void **save [x0], void *load [x1]) */
    .globl context_swap_stacks
    .type context_swap_stacks, %function
    .p2align 4
context_swap_stacks:
    sub sp, sp, #160
    stp x19, x20, [sp]
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mov x2, sp
    str x2, [x0]
    mov sp, x1
    ldp x19, x20, [sp]
    ldp x21, x22, [sp, #16]
    ldp x23, x24, [sp, #32]
    ldp x25, x26, [sp, #48]
    ldp x27, x28, [sp, #64]
    ldp x29, x30, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    add sp, sp, #160
    br x30
    .size context_swap_stacks, . - context_swap_stacks

/* Where a new flow starts: context_make() has left the entry in x20 and its argument in x19. */
    .globl context_begin
    .type context_begin, %function
    .p2align 4
context_begin:
    mov x0, x19
    mov x30, xzr
    br x20
    .size context_begin, . - context_begin

#endif
    .section .note.GNU-stack, "", %progbits
