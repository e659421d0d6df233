#define WORD_LENGTH 4

UINTN CountWords (CONST CHAR8 *Text);
