%include "Numbers.inc"
    DEFAULT REL
    SECTION .text
global Add
Add:
    lea rax, [rcx + rdx + NUMBER]
    ret
