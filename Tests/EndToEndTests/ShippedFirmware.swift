import TestSupport
import Testing

/// How Debian's `debian/rules` builds one of the images that its packages install.
struct ShippedFirmware: Sendable, CustomTestStringConvertible {
  let platform: String
  /// Architectures with -a; none where the platform has but one choice.
  var architectures: [String] = []
  let defines: [String]
  /// Where the package puts the image; it also lends its modules.
  let path: String
  /// What the platform calls the image.
  var device = "OVMF_CODE"
  /// How much of the shipped file is the image: Debian pads ARM's with zeros to 64 MiB.
  var size: Int?

  var testDescription: String { path }

  private static let common = [
    "NETWORK_HTTP_BOOT_ENABLE=TRUE", "NETWORK_IP6_ENABLE=TRUE", "NETWORK_TLS_ENABLE",
    "SECURE_BOOT_ENABLE=TRUE", "TPM2_ENABLE=TRUE",
  ]
  private static let arm = common + ["TPM2_CONFIG_ENABLE=TRUE", "CAVIUM_ERRATUM_27456=TRUE"]

  static let code = ShippedFirmware(
    platform: "OvmfPkg/OvmfPkgX64.dsc", defines: common + ["FD_SIZE_2MB"],
    path: "/usr/share/OVMF/OVMF_CODE.fd")

  static let all = [
    code,
    ShippedFirmware(
      platform: "OvmfPkg/OvmfPkgX64.dsc", defines: common + ["FD_SIZE_2MB", "SMM_REQUIRE=TRUE"],
      path: "/usr/share/OVMF/OVMF_CODE.secboot.fd"),
    ShippedFirmware(
      platform: "OvmfPkg/OvmfPkgIa32X64.dsc", defines: common + ["FD_SIZE_4MB"],
      path: "/usr/share/OVMF/OVMF_CODE_4M.fd"),
    ShippedFirmware(
      platform: "OvmfPkg/OvmfPkgIa32X64.dsc", defines: common + ["FD_SIZE_4MB", "SMM_REQUIRE=TRUE"],
      path: "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"),
    ShippedFirmware(
      platform: "OvmfPkg/OvmfPkgIa32.dsc", defines: common + ["FD_SIZE_4MB", "SMM_REQUIRE=TRUE"],
      path: "/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd"),
    ShippedFirmware(
      platform: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["AARCH64"], defines: arm,
      path: "/usr/share/AAVMF/AAVMF_CODE.fd", device: "QEMU_EFI", size: 2 << 20),
    ShippedFirmware(
      platform: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["ARM"], defines: arm,
      path: "/usr/share/AAVMF/AAVMF32_CODE.fd", device: "QEMU_EFI", size: 2 << 20),
  ]

  /// The arguments of `kiln build`.
  func arguments(output: String, lzmaTool: String? = nil) throws -> [String] {
    var arguments = [
      "build", platform, "--workspace", try Provided.edk2(), "--prebuilt", path, "--output", output,
    ]
    arguments += architectures.flatMap { ["-a", $0] } + defines.map { "-D\($0)" }
    if let lzmaTool { arguments += ["--lzma-tool", lzmaTool] }
    return arguments
  }
}
