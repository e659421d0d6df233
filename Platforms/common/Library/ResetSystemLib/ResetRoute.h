/** @file
  How this machine is reset and powered off.

  SPDX-License-Identifier: BSD-2-Clause-Patent
**/

#ifndef KILN_RESET_ROUTE_H_
#define KILN_RESET_ROUTE_H_

#include <Uefi/UefiBaseType.h>

///
/// No pointers: the values hold before and after SetVirtualAddressMap().
///
typedef struct {
  ///
  /// TRUE where Xen is asked, FALSE where the chipset's ports do it.
  ///
  BOOLEAN    AskXen;
  ///
  /// I/O port of the ACPI register PM1a_CNT; 0 if the chipset is unknown.
  ///
  UINT16     PowerControl;
} RESET_ROUTE;

/**
  Looks at the machine: the HOB that a platform PEIM leaves on Xen, and the PCI
  host bridge. For PEI and for DXE before ExitBootServices().

  @param[out] Route  What was found.
**/
VOID
FindResetRoute (
  OUT RESET_ROUTE  *Route
  );

/**
  The route to take now; at run time too, in the DXE instance.

  @param[out] Route  What was found.
**/
VOID
GetResetRoute (
  OUT RESET_ROUTE  *Route
  );

///
/// Reasons of Xen's SCHEDOP_shutdown (xen/include/public/sched.h).
///
#define XEN_SHUTDOWN_POWEROFF  0
#define XEN_SHUTDOWN_REBOOT    1

/**
  Calls Xen's SCHEDOP_shutdown for this guest, by VMCALL or VMMCALL itself and
  not through the hypercall page, which the OS reclaims with boot services memory.

  @param[in] Reason  The address of a reason, as the caller's page tables have it.

  @return Only if Xen refused: its error.
**/
INTN
EFIAPI
XenShutdown (
  IN CONST UINT32  *Reason
  );

#endif
