#ifndef DEBUG_LIB_H_
#define DEBUG_LIB_H_

VOID EFIAPI DebugAssert (CONST CHAR8 *File, UINTN Line, CONST CHAR8 *Text);

#ifdef MDEPKG_NDEBUG
#define ASSERT(Expression)
#else
#define ASSERT(Expression) \
  do { if (!(Expression)) { DebugAssert (__FILE__, __LINE__, #Expression); } } while (FALSE)
#endif
#define ASSERT_EFI_ERROR(Status) ASSERT (!EFI_ERROR (Status))

#endif
