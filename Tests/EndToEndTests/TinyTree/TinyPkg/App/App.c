#include <Uefi.h>
#include <Library/DebugLib.h>
#include <Library/GreetLib.h>
#include <Library/PcdLib.h>
#include "App.h"

EFI_STATUS EFIAPI
AppMain (EFI_HANDLE ImageHandle, EFI_SYSTEM_TABLE *SystemTable)
{
  UINTN Value;

  ASSERT (ImageHandle != NULL);
  Value = Add (Greet (SystemTable->Signature), APP_OFFSET);
  if (FeaturePcdGet (PcdLoud)) {
    Value = Value * 2;
  }
  return Sub (Value, 1);
}
