typedef struct {
  EFI_STATUS (EFIAPI *Exit) (EFI_HANDLE ImageHandle, EFI_STATUS Status, UINTN Size, CHAR16 *Data);
} EFI_BOOT_SERVICES;

extern EFI_HANDLE         gImageHandle;
extern EFI_SYSTEM_TABLE  *gST;
extern EFI_BOOT_SERVICES *gBS;
