#include <Base.h>
#include <Library/DebugLib.h>
#include <Library/GreetLib.h>
#include <Library/PcdLib.h>
#include "GreetInternal.h"

UINTN EFIAPI
Greet (UINTN Times)
{
  ASSERT (Times != GREET_MAGIC);
  return Times * FixedPcdGet32 (PcdTimes) + CountWords ((CONST CHAR8 *)PcdGetPtr (PcdGreeting)) + GREET_MAGIC;
}
