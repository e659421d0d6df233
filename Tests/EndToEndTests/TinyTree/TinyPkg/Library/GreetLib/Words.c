#include <Base.h>
#include "GreetInternal.h"

UINTN
CountWords (CONST CHAR8 *Text)
{
  UINTN Count;

  for (Count = WORD_LENGTH; *Text != 0; Text++) {
    Count += *Text == ' ' ? 10 : 1;
  }
  return Count;
}
