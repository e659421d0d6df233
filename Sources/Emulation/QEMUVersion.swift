package import Vocabulary

/// A release of QEMU.
package struct QEMUVersion: Hashable, Sendable {
  package let major: Int
  package let minor: Int
  package let patch: Int

  package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// - Parameter text: the output of `qemu-system-* --version`: `QEMU emulator version 7.2.22 (Debian …)`.
  package init?(inOutput text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.prefix(3).elementsEqual(["QEMU", "emulator", "version"]), words.count > 3 else { return nil }
    let numbers = words[3].split(separator: ".", maxSplits: 2).map { Int($0.prefix { $0.isNumber }) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    self.init(major, minor, numbers.count > 2 ? numbers[2] ?? 0 : 0)
  }
}

extension QEMUVersion: Comparable {
  package static func < (left: QEMUVersion, right: QEMUVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

extension QEMUVersion: CustomStringConvertible {
  package var description: String { "\(major).\(minor).\(patch)" }
}

extension Architecture.Emulation {
  /// The first release whose machine starts edk2's firmware from flash unit 0, with its variables in unit 1; nil if
  /// every release that kiln knows does.
  ///
  /// RISC-V: until 8.1, unit 0 is for firmware that runs in machine mode, in place of OpenSBI, and edk2's runs in
  /// supervisor mode ("hw/riscv: virt: Assume M-mode FW in pflash0 only when -bios none"). LoongArch: until 9.0 there is
  /// one unit, for variables, and the memory map differs ("hw/loongarch: Change the UEFI loading mode to loongarch").
  package var firstFlashRelease: QEMUVersion? {
    switch self {
    case .riscv64: QEMUVersion(8, 1)
    case .loongArch64: QEMUVersion(9, 0)
    default: nil
    }
  }
}
