// Modules that run from flash, as edk2's `GenFv` places them (`FfsRebase` in GenFvInternalLib.c):
//
// - A volume is rebased when its base address is not zero, or when `FvForceRebase = TRUE` (GenFv -F);
//   never with `FvForceRebase = FALSE`.
// - PE32 sections are rebased in files of type SECURITY_CORE, PEI_CORE, PEIM, COMBINED_PEIM_DRIVER,
//   DRIVER and DXE_CORE; TE sections in the first four and in FIRMWARE_VOLUME_IMAGE. Applications,
//   all SMM and MM modules, and files of other types stay as they are.
// - Sections inside a GUIDed section that needs no processing count; compressed ones don't.
// - Only the first PE32 and the first TE section of a file are sure to be rebased: GenFv counts
//   sections of the file and sections of the image in the same variable.
// - A PE32 image whose section alignment is not its file alignment is an error. A TE image has lost
//   both; GenFw checked before it made one.
// - For an image whose relocations were stripped, GenFv takes those of the `.efi` file that GenFds leaves
//   beside the `.ffs` file. Without that file the image stays as it is, with a warning.

extension ExecutableImage {
  /// The image with its first byte at `address`, for a file type that GenFv rebases.
  ///
  /// - Throws: `notExecuteInPlace`, `unsupportedMachine`, `unsupportedSubsystem`, `relocationsStripped` (for
  ///   which GenFv only warns), or an error in the relocations.
  package func placed(at address: UInt64) throws(ObjectError) -> [UInt8] {
    try checkLoadable()
    if case .pe(let image) = self { try image.checkExecuteInPlace() }
    return try rebased(to: base(whenAt: address))
  }

  /// The image with its first byte at `address`. The relocations are those of `original`, from which the image
  /// was made by stripping them.
  ///
  /// - Throws: as `placed(at:)` does.
  package func placed(at address: UInt64, withRelocationsOf original: PEImage) throws(ObjectError) -> [UInt8]
  {
    try checkLoadable()
    if case .pe(let image) = self { try image.checkExecuteInPlace() }
    let moved = try PEImage(parsing: original.rebased(to: base(whenAt: address))[...]).strippingRelocations()
    switch self {
    case .pe: return moved
    case .te: return try PEImage(parsing: moved[...]).terse()
    }
  }

  /// The image base of an image that runs in place with its first byte at `address`.
  ///
  /// A TE image is addressed as if its PE headers were still present, so its base is `address + 40 -
  /// strippedSize`.
  package func base(whenAt address: UInt64) -> UInt64 {
    switch self {
    case .pe: address
    case .te(let image): address &+ UInt64(bitPattern: Int64(image.bias))
    }
  }

  /// Whether an image with its first byte at `address` is linked for that address.
  package func isPlaced(at address: UInt64) -> Bool { imageBase == base(whenAt: address) }

  /// Throws for images that edk2's loader rejects. GenFv checks every image that it may rebase.
  package func checkLoadable() throws(ObjectError) {
    guard Machine.loadable.contains(machine) else { throw .unsupportedMachine(machine) }
    guard Subsystem.loadable.contains(subsystem) else { throw .unsupportedSubsystem(subsystem) }
  }
}

extension PEImage {
  /// Throws for an image whose layout in the file differs from that in memory.
  func checkExecuteInPlace() throws(ObjectError) {
    guard isExecuteInPlace else {
      throw .notExecuteInPlace(
        sectionAlignment: optionalHeader.sectionAlignment, fileAlignment: optionalHeader.fileAlignment)
    }
  }
}

extension Machine {
  fileprivate static let loadable: Set<Machine> = [
    .ia32, .x64, .arm, .armOnly, .aarch64, .riscv64, .loongArch64, .ebc,
  ]
}

extension Subsystem {
  fileprivate static let loadable: Set<Subsystem> = [
    .application, .bootServiceDriver, .runtimeDriver, .salRuntimeDriver,
  ]
}
