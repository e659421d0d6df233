%include "Numbers.inc"
    DEFAULT REL
    SECTION .text
global Add
Add:
    lea rax, [rcx + rdx + NUMBER]
    ret
    SECTION .note.GNU-stack noalloc noexec nowrite progbits
