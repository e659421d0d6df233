/** @file
  Finds out how this machine is reset and powered off.

  SPDX-License-Identifier: BSD-2-Clause-Patent
**/

#include <PiPei.h>

#include <Guid/XenInfo.h>
#include <IndustryStandard/I440FxPiix4.h>
#include <IndustryStandard/Q35MchIch9.h>
#include <Library/HobLib.h>
#include <Library/PciLib.h>
#include <OvmfPlatforms.h>

#include "ResetRoute.h"

///
/// ACPI's PM1a_CNT within the power management ports of PIIX4 and ICH9.
///
#define PM1A_CONTROL_OFFSET  4

VOID
FindResetRoute (
  OUT RESET_ROUTE  *Route
  )
{
  EFI_HOB_GUID_TYPE  *GuidHob;
  EFI_XEN_INFO       *XenInfo;
  UINT16             PmBase;

  //
  // The ports are where whoever ran first has put them: hvmloader and PlatformPei
  // use others than SeaBIOS, which starts the firmware of `qemu -kernel`.
  //
  switch (PciRead16 (OVMF_HOSTBRIDGE_DID)) {
    case INTEL_82441_DEVICE_ID:
      PmBase = (UINT16)(PciRead32 (POWER_MGMT_REGISTER_PIIX4 (PIIX4_PMBA)) & PIIX4_PMBA_MASK);
      break;
    case INTEL_Q35_MCH_DEVICE_ID:
      PmBase = (UINT16)(PciRead32 (POWER_MGMT_REGISTER_Q35 (ICH9_PMBASE)) & ICH9_PMBASE_MASK);
      break;
    default:
      PmBase = 0;
      break;
  }

  Route->PowerControl = (PmBase == 0) ? 0 : (UINT16)(PmBase + PM1A_CONTROL_OFFSET);

  //
  // A PVH guest has no chipset. XenPlatformPei knows one by the ACPI tables that
  // Xen's start_info names.
  //
  GuidHob = GetFirstGuidHob (&gEfiXenInfoGuid);
  if (GuidHob == NULL) {
    Route->AskXen = FALSE;
    return;
  }

  XenInfo       = GET_GUID_HOB_DATA (GuidHob);
  Route->AskXen = (XenInfo->RsdpPvh != NULL) || (Route->PowerControl == 0);
}
