;------------------------------------------------------------------------------
; @file
; Xen's SCHEDOP_shutdown without a hypercall page.
;
; SPDX-License-Identifier: BSD-2-Clause-Patent
;------------------------------------------------------------------------------

DEFAULT REL
SECTION .text

; xen/include/public/xen.h and sched.h
%define HYPERVISOR_SCHED_OP  29
%define SCHEDOP_SHUTDOWN     2

;------------------------------------------------------------------------------
; INTN
; EFIAPI
; XenShutdown (
;   IN CONST UINT32  *Reason
;   );
;------------------------------------------------------------------------------
global ASM_PFX(XenShutdown)
ASM_PFX(XenShutdown):
    push    rbx
    push    rsi
    push    rdi
    mov     rsi, rcx                    ; second argument: the reason's address

    ; AMD and Hygon have VMMCALL, all others VMCALL; the wrong one is an invalid
    ; opcode. "AuthenticAMD" ends in ECX, "HygonGenuine" begins in EBX.
    xor     eax, eax
    cpuid
    mov     edi, SCHEDOP_SHUTDOWN       ; first argument
    mov     eax, HYPERVISOR_SCHED_OP
    cmp     ecx, 'cAMD'
    je      .amd
    cmp     ebx, 'Hygo'
    je      .amd
    vmcall
    jmp     .done
.amd:
    vmmcall
.done:
    pop     rdi
    pop     rsi
    pop     rbx
    ret
