import Compression
import Diagnostics
import Emulation
import FirmwareImage
import ObjectFormats
import Vocabulary

/// An image that is to be started as a guest of Xen: firmware or a kernel.
struct XenImage {
  private let path: String
  private let header: ArmImageHeader?
  /// nil if the image does not show it.
  private let architecture: Architecture?

  init(_ bytes: [UInt8], path: String) {
    self.path = path
    header = ArmImageHeader(parsing: bytes[...])
    architecture =
      header?.architecture ?? FlashImage.parse(bytes, path: path, decoder: SectionCodecs()).image.architecture
  }

  /// The reason why Xen cannot start the image in the mode. Xen itself reports what else is wrong.
  func problem(in mode: XenGuest.Mode) -> Diagnostic? {
    switch mode {
    case .arm where header == nil: .xenImageUnsuited(path, architecture)
    case .pvh, .hvm:
      architecture.flatMap { $0.isX86 ? nil : .xenImageForArm(path, $0, mode) }
    case .arm: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func xenImageUnsuited(_ path: String, _ architecture: Architecture?) -> Diagnostic {
    let isX86 = architecture?.isX86 ?? false
    return Diagnostic(
      .xenImageUnsuited, at: .file(path),
      "expected an image with the header of a Linux kernel for AARCH64 or ARM, which Xen on Arm loads, found \(architecture.map { "an image for \($0) without it" } ?? "none")",
      fix: isX86
        ? "start it with --xen pvh or --xen hvm" : "pass XEN_EFI.fd of ArmVirtPkg/ArmVirtXen.dsc, or a kernel"
    )
  }

  fileprivate static func xenImageForArm(
    _ path: String, _ architecture: Architecture, _ mode: XenGuest.Mode
  ) -> Diagnostic {
    Diagnostic(
      .xenImageUnsuited, at: .file(path),
      "expected an image for X64 or IA32 with --xen \(mode.rawValue), found one for \(architecture)",
      fix: architecture.isARM ? "start it with --xen arm" : "start it without --xen")
  }
}
