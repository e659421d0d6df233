#ifndef UEFI_H_
#define UEFI_H_

#include <Base.h>

typedef GUID          EFI_GUID;
typedef RETURN_STATUS EFI_STATUS;
typedef VOID         *EFI_HANDLE;
typedef struct { UINT64 Signature; } EFI_SYSTEM_TABLE;

#define EFI_SUCCESS 0
#define STRING_TOKEN(Id) Id
#define EFI_ERROR(x) ((x) != 0)

#endif
