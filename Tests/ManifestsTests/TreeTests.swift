import Diagnostics
import Manifests
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
}
