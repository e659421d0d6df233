import Foundation

/// The images that Debian's packages ovmf, ovmf-ia32, qemu-efi-aarch64 and qemu-efi-arm install.
package enum DebianImages {
  package static let code = [
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

  package static let variables = [
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

  package static func bytes(_ path: String) throws -> [UInt8] { try Provided.bytes(path) }

  /// Arrays of 64 MiB are compared by the C library: `==` goes byte by byte in a debug build.
  package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard left.count == right.count, let one = left.baseAddress, let other = right.baseAddress else {
          return left.count == right.count
        }
        return memcmp(one, other, left.count) == 0
      }
    }
  }
}
