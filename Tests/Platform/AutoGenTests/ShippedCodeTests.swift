import AutoGen
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// All that is generated for Debian's platforms against a digest of what edk2's `build genmake` wrote with
/// the same flags: `autogen_digest.py Build/OvmfX64/RELEASE_GCC5`, `… Build/ArmVirtQemu-AARCH64/DEBUG_GCC5`.
@Suite struct ShippedCodeTests {
  private static let defines = [
    "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE", "NETWORK_TLS_ENABLE", "SECURE_BOOT_ENABLE",
    "TPM2_ENABLE",
  ]

  private static func digest(
    _ dsc: String, _ architectures: [Architecture], _ target: BuildTarget, _ more: [String]
  ) throws -> String {
    let tree = try EDK2Tree()
    let configuration = BuildConfiguration(
      architectures: architectures, target: target, defines: (defines + more).map { ($0, "TRUE") })
    // Strings, images and databases are the business of other tests.
    return try GeneratedTree(dsc, configuration, files: tree, root: tree.root) { module in
      module.inf.pcdIsDriver == nil
        && !module.sources.contains { $0.path.hasSuffix(".uni") || $0.path.hasSuffix(".idf") }
    }.digest()
  }

  @Test func ovmfX64() throws {
    #expect(
      try Self.digest("OvmfPkg/OvmfPkgX64.dsc", ["X64"], "RELEASE", ["FD_SIZE_2MB"])
        == "454 588b56f3325c8b6f68c15e756f0b09e68659caf0ec7d8f294f49f49c44fbe8a6")
  }

  @Test func ovmfIa32X64WithSMM() throws {
    #expect(
      try Self.digest(
        "OvmfPkg/OvmfPkgIa32X64.dsc", ["IA32", "X64"], "RELEASE", ["FD_SIZE_4MB", "SMM_REQUIRE"])
        == "527 4e8acacf209f4075e761cc0511142efeffc4a94d8c29feb66088c07a1a377172")
  }

  @Test func armVirtQemu() throws {
    #expect(
      try Self.digest("ArmVirtPkg/ArmVirtQemu.dsc", ["AARCH64"], "DEBUG", ["TPM2_CONFIG_ENABLE"])
        == "384 af7d81e1636c52a87f88f9c15f2fed8d344d03f73a2bbc2134a8f4be6c1b6db3")
  }
}
