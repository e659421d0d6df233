import Bytes
import FirmwareImage
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@testable import Packaging

/// Modules taken out of an image that has them.
@Suite struct PrebuiltModulesTests {
  private static let rules = """
    [Rule.Common.PEIM]
    FILE PEIM = $(NAMED_GUID) {
      PEI_DEPEX PEI_DEPEX Optional |.depex
      PE32 PE32 |.efi
      UI STRING = "$(MODULE_NAME)"
    }

    """

  /// A volume at `base` with a PEIM, and what its image gives.
  private func modules(
    base: String, defines: String = "", database: [UInt8]? = nil
  ) async throws -> (modules: PrebuiltModules, placement: ModulePlacement) {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(base: base, size: 0x400, [("0|0x400", "FV = MAIN")])
        + "[FV.MAIN]\nINF Pkg/Mod.inf\n" + Self.rules)
    // That of the image: a file for another one is not the module.
    workspace.architecture = .arm
    workspace.module(
      "Mod", "PEIM", number: 1, defines: defines,
      ModulePayloads(
        [.init(.peiDepex, payload: [0x06, 0x08]), .init(.pe32, payload: TinyImage.pe)], pcdDatabase: database)
    )
    let packed = try await workspace.pack().volume("MAIN")
    let volume = try #require(FlashImage.parse(packed, path: "x.fd", decoder: nil).image.volumes.first)
    var modules = PrebuiltModules(description: "x.fd")
    modules.add(volume)
    return (modules, try #require(try workspace.flash().placements.first))
  }

  @Test func aModuleIsFoundByItsFileWithWhatItBrought() async throws {
    let (modules, placement) = try await modules(base: "0")
    let payloads = try #require(modules.payloads(of: placement))
    #expect(modules.count == 1)
    #expect(payloads.remaining.prefix(2) == [.peiDepex, .pe32])
    #expect(payloads.pcdDatabase == nil)
    // Header, two sections, the second at a multiple of 4: 24 + 6 + 2 + 420, and a UI section of 4 + 8 bytes.
    #expect(modules.size(of: placement) == 464)
  }

  /// GenFw gives every image the base zero; GenFv moved these to where their volumes are.
  @Test func aModuleIsTheSameWhereverItWasFound() async throws {
    let low = try await modules(base: "0x1000")
    let high = try await modules(base: "0xA5678000")
    let (first, second) = (low.modules.payloads(of: low.placement), high.modules.payloads(of: high.placement))
    let leaves = first.map { $0.leaves.map(\.payload) }
    #expect(leaves == second.map { $0.leaves.map(\.payload) })
    #expect(leaves.map { field($0[1], 52, UInt32.self) } == 0)
  }

  @Test func theFirstRawSectionOfAPCDDriverIsItsDatabase() async throws {
    let (modules, placement) = try await modules(
      base: "0", defines: "PCD_IS_DRIVER = PEI_PCD_DRIVER", database: [0xDB, 1, 2, 3])
    #expect(modules.payloads(of: placement)?.pcdDatabase == [0xDB, 1, 2, 3])
  }

  @Test func aFileOfAnotherNameIsNotTheModule() async throws {
    let (_, placement) = try await modules(base: "0")
    var other = placement
    other.fileGUID = PackingWorkspace.guid(9)
    other.module.fileGUID = PackingWorkspace.guid(9)
    let (modules, _) = try await modules(base: "0")
    #expect(modules.payloads(of: other) == nil)
  }
}
