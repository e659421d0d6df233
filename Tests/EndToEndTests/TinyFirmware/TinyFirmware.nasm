; An image around Templates/ResetVector whose SEC core tells how it was entered: quadwords to port
; 0xE9, then the end of QEMU through port 0x501. From the PI, PE and ELF specifications.
;
; IMAGE_SIZE, SECFV_SIZE, STUB (a file) and STUB_SIZE, WORK_AREA, START_INFO (0 for none); TE for a TE
; image

BITS    64
        ORG     0x100000000 - IMAGE_SIZE

%define LOADED      0x100000
%define PVH_ENTRY   (LOADED + IMAGE_SIZE - 0x30)

; A Linux kernel's place for "HdrS" (0x202) stays empty, so QEMU looks for a PVH note.
Image:
        DB      0x7F, 'ELF', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
        DW      2, 3
        DD      1, PVH_ENTRY, 0x34, 0, 0
        DW      0x34, 0x20, 2, 0, 0, 0
        DD      1, 0, LOADED, LOADED, IMAGE_SIZE, IMAGE_SIZE, 7, 0x1000
        DD      4, Note - Image, LOADED + (Note - Image), LOADED + (Note - Image), 0x14, 0x14, 4, 4
Note:
        DD      4, 4, 18
        DB      'Xen', 0
        DD      PVH_ENTRY

        TIMES   IMAGE_SIZE - SECFV_SIZE - ($ - $$) DB 0xFF

Volume:
        DQ      0, 0
        DB      0x78, 0xE5, 0x8C, 0x8C, 0x3D, 0x8A, 0x1C, 0x4F
        DB      0x99, 0x35, 0x89, 0x61, 0x85, 0xC3, 0x2D, 0xD3
        DQ      SECFV_SIZE
        DB      '_FVH'
        DD      0x0004FEFF
        DW      0x48, 0, 0
        DB      0, 2
        DD      SECFV_SIZE / 0x1000, 0x1000, 0, 0

; Name, IntegrityCheck, Type, Attributes, Size, State
%macro FILE 3
        DQ      0x1111111111111111, 0x2222222222222222
        DW      0
        DB      %1, 0
        DD      (%3 - %2) | 0xF8000000
%endmacro

; A pad file of odd size: the next file begins at the next multiple of 8.
PadFile:
        FILE    0xF0, PadFile, PadFileEnd
        DB      1, 2, 3
PadFileEnd:
        TIMES   5 DB 0xFF

CoreFile:
        FILE    0x03, CoreFile, CoreFileEnd
; A user interface section that ends at no multiple of 4
        DD      10 | 0x15000000
        DW      'S', 'E', 0
        DW      0

%ifdef TE
%define STRIPPED    0x200
        DD      (SectionEnd - $) | 0x12000000
Header:
%define BASE        (Header + 0x28 - STRIPPED)
        DB      'VZ'
        DW      0x8664
        DB      0, 11
        DW      STRIPPED
        DD      Entry - BASE, 0
        DQ      BASE
        DD      Relocations - BASE, RelocationsEnd - Relocations, 0, 0
%else
        DD      (SectionEnd - $) | 0x10000000
Header:
%define BASE        Header
        DB      'MZ'
        TIMES   0x3A DB 0
        DD      0x40
        DB      'PE', 0, 0
        DW      0x8664, 0
        DD      0, 0, 0
        DW      0xF0, 0x22
        DW      0x20B, 0
        DD      0, 0, 0
        DD      Entry - BASE, 0
        DQ      BASE
        TIMES   0x84 - 0x38 DB 0
        DD      16
        TIMES   5 DQ 0
        DD      Relocations - BASE, RelocationsEnd - Relocations
        TIMES   10 DQ 0
%endif

; Words that hold the address of Entry
Wide:   DQ      Entry
Narrow: DD      Entry
        DD      0

Entry:
        mov     r8, rax
        mov     r9, rdi
        mov     edx, 0xE9

%macro TELL 1
        mov     rbx, %1
        mov     ecx, 8
%%byte:
        mov     al, bl
        out     dx, al
        shr     rbx, 8
        loop    %%byte
%endmacro

        TELL    r8
        TELL    r9
        TELL    rbp
        mov     r10, cr3
        TELL    r10
        lea     r10, [rel Entry]
        TELL    r10
        TELL    [rel Wide]
        mov     r10d, [rel Narrow]
        TELL    r10
        TELL    [abs WORK_AREA]
%if START_INFO != 0
        TELL    [abs START_INFO]
        mov     r10d, [abs START_INFO]
        mov     r10d, [r10]
        TELL    r10
%endif
        mov     edx, 0x501
        xor     eax, eax
        out     dx, al
        hlt

; One block: a page's address, the block's size, entries, padded with one of type 0
ALIGN 4, DB 0
%define PAGE (Wide - BASE) & ~0xFFF
Relocations:
        DD      PAGE
        DD      RelocationsEnd - Relocations
        DW      0xA000 | (Wide - BASE - (PAGE))
        DW      0x3000 | (Narrow - BASE - (PAGE))
        DW      0, 0
RelocationsEnd:
SectionEnd:
CoreFileEnd:

        TIMES   IMAGE_SIZE - STUB_SIZE - 0x1C - ($ - $$) DB 0xFF
; The reset vector's file and its raw section
VectorFile:
        FILE    0x01, VectorFile, VectorFileEnd
        DD      (STUB_SIZE + 4) | 0x19000000
        INCBIN  STUB
VectorFileEnd:
