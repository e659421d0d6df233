#include "Sub.h"
.globl Sub
Sub:
    mov %rcx, %rax
    sub %rdx, %rax
    sub $SUBTRACT, %rax
    ret
    .section .note.GNU-stack,"",%progbits
