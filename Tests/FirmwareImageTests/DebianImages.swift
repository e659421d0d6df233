import Foundation
import Testing

/// The images that Debian's packages ovmf, ovmf-ia32, qemu-efi-aarch64 and qemu-efi-arm install.
enum DebianImages {
  static let code = [
    "/usr/share/OVMF/OVMF_CODE.fd",
    "/usr/share/OVMF/OVMF_CODE.secboot.fd",
    "/usr/share/OVMF/OVMF_CODE_4M.fd",
    "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd",
    "/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd",
    "/usr/share/ovmf/OVMF.fd",
    "/usr/share/AAVMF/AAVMF_CODE.fd",
    "/usr/share/AAVMF/AAVMF32_CODE.fd",
    "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd",
  ]

  static let variables = [
    "/usr/share/OVMF/OVMF_VARS.fd",
    "/usr/share/OVMF/OVMF_VARS.ms.fd",
    "/usr/share/OVMF/OVMF_VARS_4M.fd",
    "/usr/share/OVMF/OVMF_VARS_4M.ms.fd",
    "/usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd",
    "/usr/share/OVMF/OVMF32_VARS_4M.fd",
    "/usr/share/AAVMF/AAVMF_VARS.fd",
    "/usr/share/AAVMF/AAVMF_VARS.ms.fd",
    "/usr/share/AAVMF/AAVMF_VARS.snakeoil.fd",
    "/usr/share/AAVMF/AAVMF32_VARS.fd",
  ]

  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) is missing: 'make test' installs what the tests need" }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Missing(path: path) }
    return [UInt8](data)
  }
}
