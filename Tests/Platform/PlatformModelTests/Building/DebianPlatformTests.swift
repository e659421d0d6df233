import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// Whole platforms of Debian's tree. The counts are what edk2's own build reported for the same options:
/// modules, library instances and PCDs of `WorkspaceAutoGen` and what hangs on it.
@Suite struct DebianPlatformTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    let dsc: String
    let architectures: [Architecture]
    let defines: [String]
    /// By architecture: modules, library instances, PCDs of modules (those of their libraries with them),
    /// PCDs of libraries.
    let counts: [[Int]]

    var testDescription: String { dsc }
  }

  private static let debian = [
    "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE", "NETWORK_TLS_ENABLE", "SECURE_BOOT_ENABLE",
    "TPM2_ENABLE",
  ]

  static let expected = [
    // 3553 PCDs in all.
    Expected(
      dsc: "OvmfPkg/OvmfPkgX64.dsc", architectures: ["X64"], defines: debian + ["FD_SIZE_2MB"],
      counts: [[129, 196, 3295, 258]]),
    // 138 modules, 242 library instances.
    Expected(
      dsc: "OvmfPkg/OvmfPkgIa32X64.dsc", architectures: ["IA32", "X64"],
      defines: debian + ["FD_SIZE_4MB", "SMM_REQUIRE"], counts: [[18, 71, 443, 108], [120, 171, 2699, 168]]),
    Expected(
      dsc: "OvmfPkg/OvmfPkgIa32.dsc", architectures: ["IA32"],
      defines: ["SECURE_BOOT_ENABLE", "SMM_REQUIRE"],
      counts: [[118, 175, 2662, 231]]),
    Expected(
      dsc: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["AARCH64"],
      defines: ["SECURE_BOOT_ENABLE", "TPM2_ENABLE", "NETWORK_IP6_ENABLE"], counts: [[100, 173, 1697, 195]]),
    Expected(
      dsc: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["AARCH64"],
      defines: debian + ["TPM2_CONFIG_ENABLE", "CAVIUM_ERRATUM_27456"], counts: [[107, 176, 1826, 197]]),
  ]

  private func build(
    _ dsc: String, _ architectures: [Architecture], _ defines: [String], siblings: [String] = []
  )
    throws -> Workspace.Outcome<BuildModel>
  {
    let tree = try EDK2Tree()
    do throws(DiagnosticError) {
      let (model, warnings) = try PlatformResolver.resolveForBuilding(
        "\(tree.root)/\(dsc)",
        configuration: BuildConfiguration(
          architectures: architectures, defines: defines.map { ($0, "TRUE") }),
        tools: [], siblings: siblings, files: tree, roots: WorkspaceRoots([tree.root]))
      return .init(value: model, diagnostics: warnings)
    } catch {
      return .init(value: nil, diagnostics: error.diagnostics)
    }
  }

  @Test(arguments: expected) func edk2CountsTheSame(platform: Expected) throws {
    let outcome = try build(platform.dsc, platform.architectures, platform.defines)
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.isEmpty)
    let counts = model.architectures.map { build in
      [
        build.modules.count, build.libraries.count,
        build.modules.reduce(0) { $0 + $1.pcds.count + $1.libraryPCDs.count },
        build.libraries.reduce(0) { $0 + $1.pcds.count },
      ]
    }
    #expect(counts == platform.counts)
  }

  // MARK: Platforms that do not build

  /// Debian's patch "Disable-the-Shell-when-SecureBoot-is-enabled" lets the Shell want a library that these
  /// platforms lack; edk2 stops with "Instance of library class [SecureBootVariableLib] is not found".
  @Test(arguments: [
    "OvmfPkg/OvmfPkgX64.dsc", "OvmfPkg/OvmfXen.dsc", "OvmfPkg/Microvm/MicrovmX64.dsc",
    "OvmfPkg/CloudHv/CloudHvX64.dsc", "OvmfPkg/Bhyve/BhyveX64.dsc", "OvmfPkg/IntelTdx/IntelTdxX64.dsc",
  ])
  func theShellWantsWhatThePlatformLacks(dsc: String) throws {
    let having = ["OvmfPkgX64", "OvmfPkgIa32", "OvmfPkgIa32X64"].map { "OvmfPkg/\($0).dsc" }
    let outcome = try build(dsc, ["X64"], [], siblings: having.filter { $0 != dsc })
    // That library wants another, which would be missed next.
    #expect(outcome.codes == ["library-class-unresolved", "library-class-unresolved"])
    #expect(outcome.diagnostics.last?.pointedAt == "PlatformPKProtectionLib")
    let error = try #require(outcome.diagnostics.first)
    #expect(error.pointedAt == "SecureBootVariableLib")
    #expect(error.line.hasSuffix("/ShellPkg/Application/Shell/Shell.inf:70"))
    #expect(error.message.contains("which ShellPkg/Application/Shell/Shell.inf wants"))
    let instance = "SecurityPkg/Library/SecureBootVariableLib/SecureBootVariableLib.inf"
    for sibling in having {
      let notes = error.notes.map(\.message).filter { $0.contains("\(sibling) has ") }
      #expect(notes.count == 1, "\(error.notes)")
      #expect(notes.allSatisfy { $0.hasSuffix(" has \(instance) under $(SECURE_BOOT_ENABLE) == TRUE") })
    }
    #expect(error.fix == "add 'SecureBootVariableLib|\(instance)' to [LibraryClasses]")
  }
}
