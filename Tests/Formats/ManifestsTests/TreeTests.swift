import Diagnostics
import Manifests
import TestSupport
import Testing

/// All manifests of an edk2 tree parse without an error.
@Suite struct TreeTests {
  /// What edk2's `build -a X64 -t GCC5 -b DEBUG` defines before it reads anything.
  func environment(arch: String, _ defines: [String: String] = [:]) -> MacroEnvironment {
    MacroEnvironment(
      commandLine: defines.merging(["ARCH": arch]) { _, arch in arch },
      global: [
        "ARCH": arch, "TARGET": "DEBUG", "TOOL_CHAIN_TAG": "GCC5", "TOOLCHAIN": "GCC5", "FAMILY": "GCC",
        "WORKSPACE": "",
      ])
  }

  func report(_ diagnostics: DiagnosticList) -> String {
    let renderer = DiagnosticRenderer(usesColour: false)
    return diagnostics.all.prefix(20).map(renderer.render).joined()
  }

  @Test func modules() throws {
    let tree = try EDK2Tree()
    let preprocessor = Preprocessor(.inf, files: tree, roots: WorkspaceRoots([""]))
    var diagnostics = DiagnosticList()
    var counts: [String: Int] = [:]
    var time = Duration.zero
    for path in try tree.paths(suffix: ".inf") {
      guard case .bytes(let bytes) = tree.read(path) else { continue }
      let start = ContinuousClock.now
      let manifest = preprocessor.preprocess(SourceFile(path: path, bytes: bytes), diagnostics: &diagnostics)
      let inf = INFFile(parsing: manifest, diagnostics: &diagnostics)
      time += ContinuousClock.now - start
      #expect(inf.fileGUID != nil && inf.baseName != nil && inf.moduleType != nil, "\(path)")
      counts["modules", default: 0] += 1
      counts["sources", default: 0] += inf.sources.count
      counts["library classes", default: 0] += inf.libraryClasses.count
      counts["PCDs", default: 0] += inf.pcds.count
      counts["depexes", default: 0] += inf.depexes.count
    }
    print("INF: \(counts.sorted { $0.key < $1.key }), parsed in \(time)")
    #expect(diagnostics.all.isEmpty, "\(report(diagnostics))")
    #expect(counts["modules", default: 0] > 1_000)
  }

  @Test func packages() throws {
    let tree = try EDK2Tree()
    let preprocessor = Preprocessor(.dec, files: tree, roots: WorkspaceRoots([""]))
    var diagnostics = DiagnosticList()
    var counts: [String: Int] = [:]
    for path in try tree.paths(suffix: ".dec") {
      let manifest = try #require(preprocessor.preprocess(path, diagnostics: &diagnostics))
      let dec = DECFile(parsing: manifest, diagnostics: &diagnostics)
      #expect(dec.packageName != nil, "\(path)")
      counts["packages", default: 0] += 1
      counts["GUIDs", default: 0] += dec.guids.count + dec.protocols.count + dec.ppis.count
      counts["PCDs", default: 0] += dec.pcds.count
    }
    print("DEC: \(counts.sorted { $0.key < $1.key })")
    #expect(diagnostics.all.isEmpty, "\(report(diagnostics))")
  }

  @Test(arguments: ["X64", "IA32", "AARCH64"])
  func platforms(arch: String) throws {
    let tree = try EDK2Tree()
    let preprocessor = Preprocessor(.dsc, files: tree, roots: WorkspaceRoots([""]))
    var diagnostics = DiagnosticList()
    var counts: [String: Int] = [:]
    for path in try tree.paths(suffix: ".dsc") {
      let manifest = try #require(
        preprocessor.preprocess(path, environment: environment(arch: arch), diagnostics: &diagnostics))
      let dsc = DSCFile(parsing: manifest, diagnostics: &diagnostics)
      #expect(dsc.defines["PLATFORM_NAME"] != nil, "\(path)")
      counts["platforms", default: 0] += 1
      counts["components", default: 0] += dsc.components.count
      counts["library classes", default: 0] += dsc.libraryClasses.count
      counts["PCDs", default: 0] += dsc.pcds.count
      counts["build options", default: 0] += dsc.buildOptions.count
    }
    print("DSC \(arch): \(counts.sorted { $0.key < $1.key })")
    #expect(diagnostics.all.isEmpty, "\(report(diagnostics))")
  }

  /// Debian's flags for OVMF_CODE.fd.
  static let debian = [
    "NETWORK_HTTP_BOOT_ENABLE": "TRUE", "NETWORK_IP6_ENABLE": "TRUE", "NETWORK_TLS_ENABLE": "TRUE",
    "SECURE_BOOT_ENABLE": "TRUE", "TPM2_ENABLE": "TRUE", "FD_SIZE_2MB": "TRUE",
  ]

  /// The counts are the rows that edk2's own DscParser makes of the tree of Debian's edk2 2022.11, one
  /// for each scope, directives decided.
  @Test func ovmfAsEDK2ReadsIt() throws {
    let tree = try EDK2Tree()
    var diagnostics = DiagnosticList()
    let manifest = try #require(
      Preprocessor(.dsc, files: tree, roots: WorkspaceRoots([""])).preprocess(
        "OvmfPkg/OvmfPkgX64.dsc", environment: environment(arch: "X64", Self.debian),
        diagnostics: &diagnostics))
    let dsc = DSCFile(parsing: manifest, diagnostics: &diagnostics)
    let libraries = dsc.libraryClasses + dsc.components.flatMap(\.libraryClasses)
    let pcds = dsc.pcds + dsc.components.flatMap(\.pcds)
    #expect(libraries.reduce(0) { $0 + $1.scopes.count } == 301)
    #expect(dsc.components.reduce(0) { $0 + $1.arches.count } == 133)
    #expect(pcds.filter { $0.kind == .fixedAtBuild }.reduce(0) { $0 + $1.scopes.count } == 33)
    #expect(pcds.filter { $0.kind == .featureFlag }.reduce(0) { $0 + $1.scopes.count } == 6)
    #expect(pcds.filter { $0.kind == .dynamicDefault }.reduce(0) { $0 + $1.scopes.count } == 39)
    #expect(pcds.filter { $0.kind == .dynamicHII }.reduce(0) { $0 + $1.scopes.count } == 2)
    #expect(dsc.buildOptions.reduce(0) { $0 + $1.scopes.count } == 29)
    #expect(dsc.defines.count + dsc.components.reduce(0) { $0 + $1.defines.count } == 11)
  }

  /// The values are those in the PcdDict of edk2's own FdfParser; they agree with the map of the 2 MB
  /// flash (OvmfPkgDefines.fdf.inc).
  @Test func flashValuesOfOVMF() throws {
    let tree = try EDK2Tree()
    let roots = WorkspaceRoots([""])
    var diagnostics = DiagnosticList()
    let dsc = try #require(
      Preprocessor(.dsc, files: tree, roots: roots).preprocess(
        "OvmfPkg/OvmfPkgX64.dsc", environment: environment(arch: "X64", Self.debian),
        diagnostics: &diagnostics))
    let fdf = try #require(
      Preprocessor(.fdf, files: tree, roots: roots, includeFolders: ["OvmfPkg"]).preprocess(
        "OvmfPkg/OvmfPkgX64.fdf", environment: dsc.environment, diagnostics: &diagnostics))
    #expect(diagnostics.all.isEmpty, "\(report(diagnostics))")
    let values = fdf.environment.pcdValues
    func value(_ name: String) -> String? { values["gUefiOvmfPkgTokenSpaceGuid.\(name)"] }
    #expect(value("PcdOvmfFdBaseAddress") == "\(0xFFE0_0000)")
    #expect(value("PcdOvmfFlashNvStorageEventLogBase") == "\(0xFFE0_0000 + 0xE000)")
    #expect(value("PcdOvmfFlashNvStorageFtwSpareBase") == "\(0xFFE1_0000)")
    #expect(fdf.lines.contains { $0.text == "0x00000000|0x001AC000" })
    #expect(fdf.lines.contains { $0.text.contains("$(NAMED_GUID)") }, "a rule's macros stay")
  }
}
