#include <PiDxe.h>

extern UINT8 PageBin[];

EFI_STATUS EFIAPI
FormsMain (EFI_HANDLE ImageHandle, EFI_SYSTEM_TABLE *SystemTable)
{
  return PageBin[0] + STRING_ARRAY_NAME[0] + STRING_TOKEN (STR_TITLE);
}
