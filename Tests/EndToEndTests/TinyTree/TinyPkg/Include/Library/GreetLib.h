#ifndef GREET_LIB_H_
#define GREET_LIB_H_

#define GREET_MAGIC 7

UINTN EFIAPI Greet (UINTN Times);

#endif
