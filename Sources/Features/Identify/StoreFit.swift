import Bytes
import ObjectFormats
import Vocabulary

/// The variables file that fits a code image.
package struct StoreFit: Equatable, Sendable {
  /// Size of the store's volume in bytes. The file has the same size unless it is padded to the flash chip.
  package var size: Int
  /// Whether the store must have authenticated variables, which Secure Boot needs for its keys.
  package var needsAuthentication: Bool
  /// Whether the file is padded to the size of the flash chip, as QEMU's ARM machines require.
  package var isPadded: Bool
  package var reason: String

  /// Three blocks of 256 KiB (`VarStore.fdf.inc` of ArmVirtPkg, RiscVVirt and LoongArchVirt).
  private static let virtSize = 0xC0000

  /// nil if the image needs no store: it is a variables file, has its own store, or has no flash driver.
  init?(
    _ facts: ImageFacts, kind: ImageIdentity.Kind, search: PlatformSearch?, features: FeatureReading
  ) {
    guard kind == .code, features[.flashVariables] else { return nil }
    needsAuthentication = features[.secureBoot]
    let isX86 = facts.machines.contains { $0.architecture?.isX86 ?? false }
    if !isX86 {
      guard search != nil else { return nil }
      size = Self.virtSize
      isPadded = true
      reason = "edk2's virt platforms keep variables in three blocks of 0x40000 bytes"
      return
    }
    isPadded = false
    let named = search?.best.choice?.split(separator: "=").last.flatMap { Int($0) }.map { $0 << 10 }
    var whole = 1 << 20
    while whole < facts.size, whole < 1 << 30 { whole <<= 1 }
    let flash = named ?? whole
    guard flash > facts.size else { return nil }
    size = flash - facts.size
    reason =
      "flash of \(flash.hexadecimal) bytes ends at 4 GiB: \(facts.size.hexadecimal) bytes of code leave "
      + size.hexadecimal
  }
}
