/** @file
  Reset and power-off of virtual machines: by hypercall in a Xen PVH guest, by the
  chipset's ports in Xen HVM guests and in QEMU's own.

  SPDX-License-Identifier: BSD-2-Clause-Patent
**/

#include <Uefi.h>

#include <Library/BaseLib.h>
#include <Library/IoLib.h>
#include <Library/ResetSystemLib.h>

#include "ResetRoute.h"

//
// Reset control register of PIIX3 and ICH9: reset the processor and the rest.
//
#define RESET_CONTROL_PORT        0xCF9
#define RESET_CONTROL_HARD_RESET  (BIT2 | BIT1)

//
// Keyboard controller: pulse the line that resets the processor.
//
#define KEYBOARD_COMMAND_PORT   0x64
#define KEYBOARD_PULSE_RESET    0xFE

//
// ACPI's PM1_CNT: SLP_TYP in bits 10 to 12, SLP_EN in bit 13. The DSDTs
// of QEMU and of Xen give S5 the type 0.
//
#define POWER_CONTROL_SLEEP_TYPE_MASK  (BIT12 | BIT11 | BIT10)
#define POWER_CONTROL_SLEEP_ENABLE     BIT13

/**
  Asks Xen to end or restart this guest. Xen destroys the domain, so this returns
  only if it refuses.

  @param[in] Reason  XEN_SHUTDOWN_POWEROFF or XEN_SHUTDOWN_REBOOT.
**/
STATIC
VOID
AskXen (
  IN UINT32  Reason
  )
{
  XenShutdown (&Reason);
}

/**
  Resets by way of the keyboard controller.
**/
STATIC
VOID
PulseProcessorReset (
  VOID
  )
{
  IoWrite8 (KEYBOARD_COMMAND_PORT, KEYBOARD_PULSE_RESET);
}

/**
  Resets the whole machine.
**/
VOID
EFIAPI
ResetCold (
  VOID
  )
{
  RESET_ROUTE  Route;
  UINTN        Wait;

  GetResetRoute (&Route);
  if (Route.AskXen) {
    AskXen (XEN_SHUTDOWN_REBOOT);
  } else {
    IoWrite8 (RESET_CONTROL_PORT, RESET_CONTROL_HARD_RESET);
    //
    // Some time for the chipset before the second attempt. Not TimerLib: the timer
    // of a Xen guest is in memory that the OS need not have mapped.
    //
    for (Wait = 0; Wait < 100; Wait++) {
      IoRead8 (RESET_CONTROL_PORT);
    }

    PulseProcessorReset ();
  }

  CpuDeadLoop ();
}

/**
  Resets the processors.
**/
VOID
EFIAPI
ResetWarm (
  VOID
  )
{
  RESET_ROUTE  Route;

  GetResetRoute (&Route);
  if (Route.AskXen) {
    AskXen (XEN_SHUTDOWN_REBOOT);
  } else {
    PulseProcessorReset ();
  }

  CpuDeadLoop ();
}

/**
  Powers the machine off.
**/
VOID
EFIAPI
ResetShutdown (
  VOID
  )
{
  RESET_ROUTE  Route;

  GetResetRoute (&Route);
  if (Route.AskXen) {
    AskXen (XEN_SHUTDOWN_POWEROFF);
  } else if (Route.PowerControl != 0) {
    IoAnd16 (Route.PowerControl, (UINT16) ~POWER_CONTROL_SLEEP_TYPE_MASK);
    IoOr16 (Route.PowerControl, POWER_CONTROL_SLEEP_ENABLE);
  }

  CpuDeadLoop ();
}

/**
  No kind of reset is special to these machines.

  @param[in] DataSize   The size of ResetData in bytes.
  @param[in] ResetData  A string and the kind's GUID.
**/
VOID
EFIAPI
ResetPlatformSpecific (
  IN UINTN  DataSize,
  IN VOID   *ResetData
  )
{
  ResetCold ();
}

/**
  Resets or powers off, as asked.

  @param[in] ResetType    What to do; nothing is done for an unknown value.
  @param[in] ResetStatus  Why, as a status.
  @param[in] DataSize     The size of ResetData in bytes.
  @param[in] ResetData    Why, as a string, and more.
**/
VOID
EFIAPI
ResetSystem (
  IN EFI_RESET_TYPE  ResetType,
  IN EFI_STATUS      ResetStatus,
  IN UINTN           DataSize,
  IN VOID            *ResetData OPTIONAL
  )
{
  switch (ResetType) {
    case EfiResetCold:
      ResetCold ();
      break;
    case EfiResetWarm:
      ResetWarm ();
      break;
    case EfiResetShutdown:
      ResetShutdown ();
      break;
    case EfiResetPlatformSpecific:
      ResetPlatformSpecific (DataSize, ResetData);
      break;
    default:
      break;
  }
}
