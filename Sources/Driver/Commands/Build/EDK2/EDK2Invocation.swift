import Diagnostics
import Host
import Vocabulary

/// A call of edk2's `build`, checked as `build.py` checks it, as a request to kiln.
///
/// Paths of DSC, INF and FDF are relative to WORKSPACE or a folder of PACKAGES_PATH, other paths to the working folder.
struct EDK2Invocation {
  let request: BuildRequest
  let compile: CompileSelection

  /// - Throws: `build-command-malformed`, `build-option-refused`, `build-environment-missing`, `workspace-missing`,
  ///   `file-missing`.
  init(_ line: EDK2CommandLine, in environment: EDK2Environment, files: FileSystem) throws(DiagnosticError) {
    let extent = try Self.extent(line.words)
    let workspace = try Self.workspace(environment, files)
    let packages = (environment.packagesPath ?? "").split(separator: ":").map(String.init)
    let folders = [workspace] + packages
    try Self.checkDefines(line[.define])
    try Self.checkCaches(line)
    try Self.checkFlag(line[.flag].last)

    let platform = try line[.platform].last.map { path throws(DiagnosticError) in
      try Self.find(path, "-p", ending: ".dsc", in: folders, files)
    }
    var selection = PlatformSelection(
      platform: platform, workspace: workspace, packagesPath: environment.packagesPath,
      conf: line[.conf].last,
      architectures: line[.architecture].map { Architecture($0) }, target: nil, toolchain: nil,
      defines: line[.define], pcds: line[.pcd])
    selection.skuID = line[.skuID].last
    selection.flashDefinition = try line[.flashDefinition].last.map { path throws(DiagnosticError) in
      try Self.find(path, "-f", ending: ".fdf", in: folders, files)
    }
    var module = try line[.module].last.map { path throws(DiagnosticError) in
      try Self.find(path, "-m", ending: ".inf", in: folders, files)
    }
    if module == nil { module = try Self.module(here: files) }

    var request = BuildRequest(
      selection, targets: line[.target], toolchains: line[.toolchain], extent: extent, module: module,
      edk2Options: EDK2Option.Name.allCases.filter(line.has))
    request.images = ImageChoice(devices: line[.flashImage], volumes: line[.volumeImage])
    request.warningsAreErrors = line.has(.warningAsError)
    request.typed = (line.arguments, line.words.first?.lowercased() ?? "all")
    if let path = line[.reportFile].last {
      request.report = ReportChoice(files.absolute(path), types: line[.reportType])
    }
    self.request = request

    let threads = line[.threads].last.flatMap(EDK2CommandLine.number)
    if let threads, threads < 0 {
      throw DiagnosticError(.buildCommandMalformed("expected a number for -n, 0 or more, found \(threads)"))
    }
    var compile = CompileSelection(jobs: threads, isVerbose: line.has(.verbose))
    compile.usesCache = !line.has(.noCache)
    self.compile = compile
  }

  /// edk2 has no usual target and tool chain: where target.txt names none, it builds nothing.
  func check(_ defaults: TargetDefaults) throws(DiagnosticError) {
    if request.toolchains.isEmpty, defaults.toolchains.isEmpty {
      throw DiagnosticError(
        .buildCommandMalformed("expected a tool chain with -t or as TOOL_CHAIN_TAG in target.txt, found none")
      )
    }
    if request.targets.isEmpty, defaults.targets.isEmpty {
      throw DiagnosticError(
        .buildCommandMalformed("expected a build target with -b or as TARGET in target.txt, found none"))
    }
  }

  private static func extent(_ words: [String]) throws(DiagnosticError) -> BuildExtent {
    let known = EDK2Word.all.map(\.name).joined(separator: " ")
    guard words.count < 2 else {
      throw DiagnosticError(
        .buildCommandMalformed("expected one of \(known), found \(words.joined(separator: " "))"))
    }
    guard let word = words.first else { return .everything }
    if let refused = EDK2Word.refused(word) { throw DiagnosticError(.buildWordRefused(refused)) }
    guard let extent = BuildExtent(word: word) else {
      throw DiagnosticError(.buildCommandMalformed("expected one of \(known), found \(word)"))
    }
    return extent
  }

  private static func workspace(
    _ environment: EDK2Environment, _ files: FileSystem
  ) throws(DiagnosticError) -> String {
    guard let workspace = environment.workspace else {
      throw DiagnosticError(.environmentMissing("WORKSPACE"))
    }
    guard environment.toolsPath != nil else { throw DiagnosticError(.environmentMissing("EDK_TOOLS_PATH")) }
    guard files.kind(of: workspace) == .folder else { throw DiagnosticError(.workspaceMissing(workspace)) }
    return files.absolute(workspace)
  }

  /// A file as edk2 finds it.
  private static func find(
    _ path: String, _ option: String, ending: String, in folders: [String], _ files: FileSystem
  ) throws(DiagnosticError) -> String {
    guard path.lowercased().hasSuffix(ending) else {
      throw DiagnosticError(
        .buildCommandMalformed("expected a file that ends in \(ending) for \(option), found \(path)"))
    }
    let candidates = path.hasPrefix("/") ? [path] : folders.map { "\($0)/\(path)" }
    guard let found = candidates.first(where: { files.kind(of: $0) == .file }) else {
      throw DiagnosticError(.fileMissing(candidates[0]))
    }
    return found
  }

  /// The only INF of the working folder: in a module's folder, `build` builds the module.
  private static func module(here files: FileSystem) throws(DiagnosticError) -> String? {
    let found = try files.list(".").filter { $0.hasSuffix(".inf") && !$0.hasPrefix(".") }.sorted()
    guard found.count < 2 else {
      throw DiagnosticError(
        .buildCommandMalformed(
          "expected -m with one of the INF files of the working folder: \(found.joined(separator: ", "))"))
    }
    return found.first.map(files.absolute)
  }

  private static func checkDefines(_ defines: [String]) throws(DiagnosticError) {
    for define in defines {
      let name = define.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
      let isName = name.wholeMatch(of: /[A-Z][A-Z0-9_]*/) != nil
      if !isName {
        throw DiagnosticError(
          .buildCommandMalformed("expected a macro of capital letters, digits and _ for -D, found '\(name)'"))
      }
    }
  }

  private static func checkCaches(_ line: EDK2CommandLine) throws(DiagnosticError) {
    for name in [EDK2Option.Name.binaryDestination, .binarySource] where line.has(name) && !line.has(.hash) {
      throw DiagnosticError(.buildCommandMalformed("expected --hash together with \(name.rawValue)"))
    }
    if line.has(.binaryDestination), line.has(.binarySource) {
      throw DiagnosticError(
        .buildCommandMalformed("expected --binary-destination or --binary-source, found both"))
    }
  }

  private static func checkFlag(_ flag: String?) throws(DiagnosticError) {
    guard let flag, flag != "-c", flag != "-s" else { return }
    throw DiagnosticError(.buildCommandMalformed("expected -c or -s for -F, found \(flag)"))
  }
}

extension Diagnostic {
  static func buildCommandMalformed(_ reason: String) -> Diagnostic {
    Diagnostic(.buildCommandMalformed, at: .commandLine, reason)
  }

  fileprivate static func environmentMissing(_ name: String) -> Diagnostic {
    Diagnostic(
      .buildEnvironmentMissing, at: .commandLine,
      "expected \(name) in the environment, found none: run '. ./edksetup.sh' in the tree before build")
  }
}
