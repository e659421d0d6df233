#include <Uefi.h>
