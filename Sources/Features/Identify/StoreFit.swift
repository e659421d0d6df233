import Bytes
import ObjectFormats
import Vocabulary

/// Which file of variables goes with an image of code.
package struct StoreFit: Equatable, Sendable {
  /// Of the store's volume, in bytes: of the file too, unless the flash chip is larger.
  package var size: Int
  /// Whether the store has to have authenticated variables: only such ones hold Secure Boot's keys.
  package var needsAuthentication: Bool
  /// Whether files are padded to the size of the flash chip, as QEMU's ARM machines want them.
  package var isPadded: Bool
  package var reason: String

  /// Three blocks of 256 KiB (`VarStore.fdf.inc` of ArmVirtPkg, RiscVVirt and LoongArchVirt).
  private static let virtSize = 0xC0000

  /// Nil for what needs no store: variables alone, one file with both, and firmware without a driver for flash.
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
