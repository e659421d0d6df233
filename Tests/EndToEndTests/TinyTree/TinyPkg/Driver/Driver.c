#include <PiDxe.h>
#include <Library/GreetLib.h>

extern UINT8 table_aml_code[];

EFI_STATUS EFIAPI
DriverMain (EFI_HANDLE ImageHandle, EFI_SYSTEM_TABLE *SystemTable)
{
  return Greet (table_aml_code[36]) + gTinyProtocolGuid.Data1;
}
