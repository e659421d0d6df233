/** @file
  DXE looks once, since neither HOBs nor PCI are there at run time.

  SPDX-License-Identifier: BSD-2-Clause-Patent
**/

#include <Uefi.h>

#include "ResetRoute.h"

STATIC RESET_ROUTE  mRoute;

/**
  The library's constructor.

  @param[in] ImageHandle  The image that the library is linked into.
  @param[in] SystemTable  The EFI system table.

  @retval EFI_SUCCESS  Always: a driver that cannot reset is better than none.
**/
EFI_STATUS
EFIAPI
DxeResetSystemLibConstructor (
  IN EFI_HANDLE        ImageHandle,
  IN EFI_SYSTEM_TABLE  *SystemTable
  )
{
  FindResetRoute (&mRoute);
  return EFI_SUCCESS;
}

VOID
GetResetRoute (
  OUT RESET_ROUTE  *Route
  )
{
  *Route = mRoute;
}
