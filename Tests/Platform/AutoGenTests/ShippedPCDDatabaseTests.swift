import AutoGen
import Bytes
import Compression
import FirmwareImage
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// The PCD databases that Debian ships, from the manifests of its source.
@Suite struct ShippedPCDDatabaseTests {
  struct Image: Sendable, CustomTestStringConvertible {
    let path: String
    let dsc: String
    let architectures: [Architecture]
    /// As in debian/rules, besides those that all have.
    let defines: [(String, String)]

    var testDescription: String { path }
  }

  static let images = [
    Image(
      path: "/usr/share/OVMF/OVMF_CODE.fd", dsc: "OvmfPkg/OvmfPkgX64.dsc", architectures: ["X64"],
      defines: [("FD_SIZE_2MB", "TRUE")]),
    Image(
      path: "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd", dsc: "OvmfPkg/OvmfPkgIa32X64.dsc",
      architectures: ["IA32", "X64"], defines: [("FD_SIZE_4MB", "TRUE"), ("SMM_REQUIRE", "TRUE")]),
    Image(
      path: "/usr/share/AAVMF/AAVMF_CODE.fd", dsc: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["AARCH64"],
      defines: [("TPM2_CONFIG_ENABLE", "TRUE"), ("CAVIUM_ERRATUM_27456", "TRUE")]),
  ]

  /// FILE_GUIDs of MdeModulePkg/Universal/PCD.
  static let drivers: [(phase: DynamicPCD.Phase, guid: GUID)] = [
    (.pei, "9B3ADA4F-AE56-4C24-8DEA-F03B7558AE50"), (.dxe, "80CF7257-87AB-47F9-A3FE-D50B76D89541"),
  ]

  @Test(arguments: images) func databasesAreThoseOfTheImage(image: Image) throws {
    let tree = try EDK2Tree()
    let (model, _) = try PlatformResolver.resolveForBuilding(
      "\(tree.root)/\(image.dsc)",
      configuration: BuildConfiguration(
        architectures: image.architectures,
        defines: [
          ("NETWORK_HTTP_BOOT_ENABLE", "TRUE"), ("NETWORK_IP6_ENABLE", "TRUE"),
          ("NETWORK_TLS_ENABLE", "TRUE"), ("SECURE_BOOT_ENABLE", "TRUE"), ("TPM2_ENABLE", "TRUE"),
        ] + image.defines),
      tools: [], files: tree, roots: WorkspaceRoots([tree.root]))
    let parsed = FlashImage.parse(
      try Provided.bytes(image.path), path: image.path, decoder: SectionCodecs()
    ).image
    let files = parsed.allVolumes.flatMap(\.files)
    for (phase, guid) in Self.drivers {
      let file = try #require(files.first { $0.name == guid }, "the driver of \(phase.rawValue)")
      let section = try #require(file.sections.first { $0.type == .raw })
      var shipped: [UInt8]?
      if case .bytes(let bytes) = section.payload { shipped = Array(bytes) }
      let database = try PCDDatabase(model, phase: phase)
      #expect(database.raw == shipped, "\(phase.rawValue)")
      print("\(image.path): \(phase.rawValue), \(database.raw.count) bytes")
    }
  }
}
