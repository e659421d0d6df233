import Foundation
import TestSupport
import Testing

/// `Platforms/known` against what kiln resolves of Debian's tree, which is edk2-stable202211, and of kiln's own
/// platforms: a change of an FDF that leaves its table behind fails here.
@Suite struct KnownPlatformTests {
  private struct Layout: Decodable {
    struct Volume: Decodable {
      struct File: Decodable { let guid: String?, name: String }
      let name: String
      let files: [File]
    }
    let volumes: [Volume]
  }

  private struct Row {
    let guid: String
    let name: String
    let isConditional: Bool
  }

  /// The files of a table at a release.
  private func rows(_ table: String, at release: String) throws -> [Row] {
    let text = try String(contentsOfFile: "\(Provided.root)/Platforms/known/\(table).txt", encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.first == "file", words.count >= 6, words[3] <= release, release <= words[4] else {
        return nil
      }
      return Row(guid: words[2], name: words[5], isConditional: words.count > 6)
    }
  }

  /// The lists of what comes first, and the file around the compressed volumes.
  private static let packaging: Set = [
    "1B45CC0A-156A-428A-AF62-49864DA0E6E6", "FC510EE7-FFDC-11D4-BD41-0080C73C8881",
    "9E21FD93-9C72-4C15-8C4B-E77F1DB2D792",
  ]

  @Test(arguments: [
    "OvmfPkg/OvmfPkgX64", "OvmfPkg/OvmfPkgIa32X64", "OvmfPkg/OvmfPkgIa32", "OvmfPkg/OvmfXen",
    "OvmfPkg/Microvm/MicrovmX64", "OvmfPkg/CloudHv/CloudHvX64", "OvmfPkg/AmdSev/AmdSevX64",
    "OvmfPkg/IntelTdx/IntelTdxX64", "OvmfPkg/Bhyve/BhyveX64", "ArmVirtPkg/ArmVirtQemu",
    "ArmVirtPkg/ArmVirtQemuKernel", "ArmVirtPkg/ArmVirtXen", "ArmVirtPkg/ArmVirtCloudHv",
    "ArmVirtPkg/ArmVirtKvmTool", "Platforms/qemu/qemu", "Platforms/qemu/qemu-aarch64",
    "Platforms/xen/xen", "Platforms/xen/xen-aarch64",
  ])
  func tablesSayWhatFDFsPlace(platform: String) throws {
    let known = try rows(platform, at: "202211")
    let isOwn = platform.hasPrefix("Platforms/")
    let name = isOwn ? platform.split(separator: "/")[1].description : "\(platform).dsc"
    let architecture = platform.hasSuffix("-aarch64") ? ["-a", "AARCH64"] : []
    var choices = [[], ["-DSECURE_BOOT_ENABLE=TRUE"]]
    if platform == "Platforms/qemu/qemu" { choices.append(["-DSMM_REQUIRE=TRUE"]) }
    for flags in choices {
      let kiln = try Program.kiln(
        ["layout", name, "--workspace", try Provided.edk2(), "--json"] + architecture + flags)
      #expect(kiln.status == 0, "\(kiln.errors)")
      let layout = try JSONDecoder().decode(Layout.self, from: Data(kiln.output.utf8))
      let placed = Set(layout.volumes.flatMap(\.files).compactMap(\.guid)).subtracting(Self.packaging)
      #expect(placed.count > 35)
      let always = Set(known.filter { !$0.isConditional }.map(\.guid))
      #expect(always.subtracting(placed).isEmpty, "make the table anew with Scripts/known-platforms.py")
      #expect(
        placed.subtracting(known.map(\.guid)).isEmpty, "make the table anew with Scripts/known-platforms.py")
    }
  }
}
