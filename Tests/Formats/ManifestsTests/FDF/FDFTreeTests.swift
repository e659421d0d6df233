import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

/// Every FDF of edk2, through the preprocessor, with the macros of its DSC.
///
/// The counts are those of edk2's own FdfParser on the same platform with the same flags.
@Suite struct FDFTreeTests {
  struct Platform: CustomTestStringConvertible {
    let path: String
    let architectures: String
    let defines: [String: String]
    let counts: FDFCounts

    /// FDs, regions, bytes of DATA; FVs, INF, FILE; APRIORI entries, rules, sections.
    init(_ path: String, _ architectures: String, _ counts: [Int], _ defines: [String] = []) {
      self.path = path
      self.architectures = architectures
      self.defines = Dictionary(uniqueKeysWithValues: defines.map { ($0, "TRUE") })
      self.counts = FDFCounts(counts)
    }

    var testDescription: String { "\(path) \(architectures) \(defines.keys.sorted())" }
  }

  static let platforms = [
    Platform("ArmVirtPkg/ArmVirtCloudHv", "AARCH64", [2, 5, 136, 2, 67, 1, 0, 12, 32]),
    Platform("ArmVirtPkg/ArmVirtKvmTool", "AARCH64", [1, 2, 64, 2, 58, 1, 0, 12, 32]),
    Platform("ArmVirtPkg/ArmVirtQemu", "AARCH64", [2, 5, 136, 2, 89, 1, 0, 12, 32]),
    Platform("ArmVirtPkg/ArmVirtQemuKernel", "AARCH64", [2, 5, 196, 2, 84, 1, 0, 12, 32]),
    Platform("ArmVirtPkg/ArmVirtXen", "AARCH64", [1, 2, 64, 2, 41, 1, 0, 12, 32]),
    Platform("EmulatorPkg/EmulatorPkg", "X64", [1, 5, 132, 1, 75, 0, 5, 11, 47]),
    Platform("OvmfPkg/AmdSev/AmdSevX64", "X64", [2, 20, 132, 4, 88, 1, 5, 11, 38]),
    Platform("OvmfPkg/Bhyve/BhyveX64", "X64", [4, 18, 264, 4, 97, 1, 5, 15, 48]),
    Platform("OvmfPkg/CloudHv/CloudHvX64", "X64", [2, 16, 196, 4, 94, 1, 5, 14, 46]),
    Platform("OvmfPkg/IntelTdx/IntelTdxX64", "X64", [4, 23, 264, 3, 84, 1, 4, 10, 32]),
    Platform("OvmfPkg/Microvm/MicrovmX64", "X64", [2, 16, 132, 4, 104, 1, 3, 14, 46]),
    Platform("OvmfPkg/OvmfPkgIa32", "IA32", [4, 19, 264, 4, 104, 1, 4, 14, 46]),
    Platform("OvmfPkg/OvmfPkgIa32X64", "IA32 X64", [4, 19, 264, 4, 105, 1, 5, 14, 46]),
    Platform("OvmfPkg/OvmfPkgX64", "X64", [4, 24, 264, 4, 108, 1, 6, 14, 46]),
    Platform("OvmfPkg/OvmfXen", "X64", [4, 19, 300, 4, 101, 1, 5, 12, 39]),
    Platform("UefiPayloadPkg/UefiPayloadPkg", "X64", [1, 1, 0, 2, 61, 1, 5, 16, 47]),

    Platform("ArmVirtPkg/ArmVirtXen", "ARM", [1, 2, 52, 2, 39, 1, 0, 12, 32]),
    Platform(
      "ArmVirtPkg/ArmVirtQemu", "AARCH64", [2, 5, 136, 2, 106, 1, 0, 12, 32],
      [
        "NETWORK_IP6_ENABLE", "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_TLS_ENABLE", "SECURE_BOOT_ENABLE",
        "TPM2_ENABLE", "TPM2_CONFIG_ENABLE",
      ]),
    Platform(
      "EmulatorPkg/EmulatorPkg", "X64", [1, 5, 132, 1, 83, 0, 5, 11, 47],
      ["SECURE_BOOT_ENABLE", "NETWORK_SUPPORT", "REDFISH_ENABLE"]),
    Platform(
      "OvmfPkg/OvmfPkgIa32X64", "IA32 X64", [4, 19, 264, 4, 127, 1, 4, 14, 46],
      ["SMM_REQUIRE", "SECURE_BOOT_ENABLE", "FD_SIZE_4MB", "TPM2_ENABLE"]),
    Platform("OvmfPkg/OvmfPkgX64", "X64", [4, 24, 264, 4, 108, 1, 6, 14, 46], ["FD_SIZE_1MB"]),
    Platform(
      "OvmfPkg/OvmfPkgX64", "X64", [4, 24, 264, 4, 128, 1, 6, 14, 46],
      [
        "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE", "NETWORK_TLS_ENABLE", "SECURE_BOOT_ENABLE",
        "TPM2_ENABLE", "FD_SIZE_2MB",
      ]),
    Platform(
      "OvmfPkg/OvmfPkgX64", "X64", [4, 24, 264, 4, 135, 2, 5, 14, 46],
      [
        "SMM_REQUIRE", "SECURE_BOOT_ENABLE", "FD_SIZE_4MB", "CSM_ENABLE", "E1000_ENABLE",
        "NETWORK_TLS_ENABLE", "TPM2_ENABLE",
      ]),
    Platform(
      "OvmfPkg/OvmfXen", "X64", [4, 19, 300, 4, 101, 1, 5, 12, 39], ["FD_SIZE_4MB", "DEBUG_ON_SERIAL_PORT"]),
  ]

  @Test(arguments: platforms)
  func countsAreThoseOfEDK2(_ platform: Platform) throws {
    let (file, diagnostics) = try Self.read(platform)
    #expect(diagnostics.map { DiagnosticRenderer(usesColour: false).render($0) } == [])
    let counts = FDFCounts(of: file)
    print("\(platform.testDescription): \(counts)")
    #expect(counts == platform.counts)
  }

  @Test func noFDFIsLeftOut() throws {
    let tested = Set(Self.platforms.map { "\($0.path).fdf" })
    let packaged = try EDK2Tree().paths(suffix: ".fdf").filter {
      $0.contains("Pkg/") && !$0.hasPrefix("BaseTools/")
    }
    #expect(packaged == tested.sorted())
  }

  /// The ELF header that OvmfXen's FDF holds as bytes: whoever finds its entry wrong can say where it
  /// was written.
  @Test func bytesLeadBackToTheirPlace() throws {
    let platform = try #require(Self.platforms.first { $0.path.hasSuffix("OvmfXen") })
    let (file, _) = try Self.read(platform)
    let device = try #require(file.flashDevice(named: DeviceName("OVMF")))
    guard case .data(let data) = device.regions[0].content else {
      Issue.record("no ELF header")
      return
    }
    #expect(data[0].bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 3]))
    let entry = try #require(data[0].range(ofByteAt: 0x18))
    #expect(entry.description.hasSuffix("OvmfPkg/XenElfHeader.fdf.inc:13:3"))
    #expect(entry.file.includeStack.count == 1)
  }

  private static func read(_ platform: Platform) throws -> (FDFFile, [Diagnostic]) {
    let tree = try EDK2Tree()
    var commandLine = platform.defines
    commandLine["ARCH"] = platform.architectures
    let environment = MacroEnvironment(
      commandLine: commandLine,
      global: [
        "TARGET": "RELEASE", "TOOL_CHAIN_TAG": "GCC5", "TOOLCHAIN": "GCC5", "FAMILY": "GCC",
        "ARCH": platform.architectures, "WORKSPACE": tree.root,
      ])
    let roots = WorkspaceRoots([tree.root])
    let path = "\(tree.root)/\(platform.path)"
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    var diagnostics = DiagnosticList()
    let dsc = try #require(
      Preprocessor(.dsc, files: tree, roots: roots)
        .preprocess("\(path).dsc", environment: environment, diagnostics: &diagnostics))
    let fdf = try #require(
      Preprocessor(.fdf, files: tree, roots: roots, includeFolders: [folder])
        .preprocess("\(path).fdf", environment: dsc.environment, diagnostics: &diagnostics))
    let file = FDFFile(parsing: fdf.lines, diagnostics: &diagnostics)
    return (file, diagnostics.all)
  }
}
