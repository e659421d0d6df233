package import Diagnostics
import Vocabulary

extension QEMUCommand {
  /// The granularity of flash on x86 machines, in bytes.
  private static let flashPage = 0x1000
  /// The maximum total size of flash on x86 machines without `max-fw-size`, in bytes.
  private static let flashLimit = 8 << 20

  /// Errors for sizes that QEMU would refuse.
  package func diagnose() -> [Diagnostic] {
    if let bank = machine.emulation.flashBank {
      return firmware.flash.filter { $0.size != bank }.map { .flashBank($0, size: bank) }
    }
    var found: [Diagnostic] = []
    for file in firmware.flash where file.size == 0 || file.size % Self.flashPage != 0 {
      found.append(.flashPages(file))
    }
    let total = firmware.flash.reduce(0) { $0 + $1.size }
    if let last = firmware.flash.last, total > Self.flashLimit {
      found.append(.flashTotal(last, total: total, limit: Self.flashLimit))
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func flashPages(_ file: FlashFile) -> Diagnostic {
    Diagnostic(
      .flashSize, at: .file(file.name),
      "expected a flash image of a multiple of 0x1000 bytes, found \(file.size) bytes",
      fix: "set the FD's Size to a multiple of 0x1000")
  }

  fileprivate static func flashTotal(_ file: FlashFile, total: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .flashSize, at: .file(file.name),
      "expected at most \(limit) bytes of flash images, found \(total)",
      fix: "raise QEMU's limit with '-machine q35,max-fw-size=\(total)'")
  }

  fileprivate static func flashBank(_ file: FlashFile, size: Int) -> Diagnostic {
    Diagnostic(
      .flashSize, at: .file(file.name),
      "expected \(size) bytes, the flash size of the virt machine, found \(file.size)",
      fix: file.size < size
        ? "pad a copy with 'truncate --size=\(size)'" : "make the FD smaller, down to the flash size")
  }
}
