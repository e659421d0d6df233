import Diagnostics
import ObjectFormats

/// The kind of a file without a firmware volume, derived from its bytes.
enum ForeignFile: Equatable {
  case seaBIOS
  case optionROM
  case elf
  case qcow2
  case bios
  case unknown

  init(_ bytes: [UInt8]) {
    // `ljmpw $0xF000, $0xE05B`, the reset vector of PC BIOSes since IBM's.
    let biosEntry: [UInt8] = [0xEA, 0x5B, 0xE0, 0x00, 0xF0]
    let isBIOS = bytes.count >= 0x10000 && bytes.suffix(16).starts(with: biosEntry)
    self =
      if isBIOS {
        Self.holds(bytes, "SeaBIOS") ? .seaBIOS : .bios
      } else if bytes.starts(with: [0x51, 0x46, 0x49, 0xFB]) {
        .qcow2
      } else if bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) {
        .elf
      } else if bytes.starts(with: [0x55, 0xAA]) {
        .optionROM
      } else {
        .unknown
      }
  }

  var description: String {
    switch self {
    case .seaBIOS: "expected UEFI firmware, found SeaBIOS"
    case .bios: "expected UEFI firmware, found a PC BIOS"
    case .optionROM: "expected firmware, found an option ROM"
    case .elf: "expected a firmware volume, found an ELF program without one"
    case .qcow2: "expected raw firmware, found a disk image in qcow2 format, which kiln does not open"
    case .unknown: "expected a firmware volume, found none in this file"
    }
  }

  /// The maximum size of a BIOS in bytes.
  private static let largestBIOS = 1 << 20

  private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    guard bytes.count <= largestBIOS else { return false }
    let wanted = Array(text.utf8)
    return bytes.indices.contains { index in
      bytes[index] == wanted[0] && bytes[index...].starts(with: wanted)
    }
  }
}

extension Diagnostic {
  static func noFirmware(_ path: String, _ kind: ForeignFile) -> Diagnostic {
    let fix =
      kind == .qcow2
      ? "convert it with 'qemu-img convert -O raw', or give the raw file"
      : "give a flash image, a file of variables, a firmware descriptor of QEMU, or a folder of them"
    return Diagnostic(.identifyNoFirmware, at: .file(path), kind.description, fix: fix)
  }
}
