#include <Base.h>
#include <Library/DebugLib.h>

STATIC CONST CHAR8 *mLast;

VOID EFIAPI
DebugAssert (CONST CHAR8 *File, UINTN Line, CONST CHAR8 *Text)
{
  mLast = Line != 0 ? File : Text;
  while (*(volatile CONST CHAR8 *)mLast != 0) {
  }
}
