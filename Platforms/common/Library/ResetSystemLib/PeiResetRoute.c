/** @file
  PEI has no variables to keep the route in, so it looks each time.

  SPDX-License-Identifier: BSD-2-Clause-Patent
**/

#include "ResetRoute.h"

VOID
GetResetRoute (
  OUT RESET_ROUTE  *Route
  )
{
  FindResetRoute (Route);
}
