import BaseTools
import Diagnostics
import Host
import Manifests
import PlatformModel
import Synchronization
import Vocabulary

/// The workspace of a commit. Files outside it, such as kiln's own platforms, are read from the disk.
struct RevisionWorkspace: Sendable {
  /// The revision as the user named it.
  let revision: String
  /// The folder of the repository, as the user named it.
  let folder: String
  /// The full hash.
  let commit: String
  let repository: GitRepository
  let files: RevisionFiles
  private let store: BlobStore
  private let disk: FileSystem
  private let environment: ProcessEnvironment
  private let shared = RevisionManifests()

  /// - Throws: `repository-missing`, `revision-missing`, `revision-unreadable`.
  init(
    _ revision: String, folder: String, store: BlobStore, disk: FileSystem, environment: ProcessEnvironment
  ) async throws(DiagnosticError) {
    guard let repository = GitRepository(folder, environment: environment) else {
      throw DiagnosticError(.programMissing("git", role: "reads the manifests of revisions", packages: "git"))
    }
    guard let commit = try await repository.commit(revision) else {
      let isRepository = try await repository.isRepository()
      throw DiagnosticError(
        isRepository ? .revisionMissing(revision, in: folder) : .repositoryMissing(folder))
    }
    self.revision = revision
    self.folder = folder
    self.commit = commit
    self.repository = repository
    self.store = store
    self.disk = disk
    self.environment = environment
    files = RevisionFiles(
      revision: revision, entries: try await repository.files(of: commit), disk: disk)
    try await files.prefetch(from: repository, sharing: store)
  }

  /// Whether the commit has the platform; true for one outside the workspace.
  func has(_ selection: PlatformSelection) -> Bool {
    let platform = selection.platform
    guard platform.lowercased().hasSuffix(".dsc"), !platform.hasPrefix("/") else { return true }
    return ([files.root] + packages(selection)).contains { root in
      let path = "\(root)/\(platform)"
      // What is there is fetched later.
      if let inside = self.inside(path) { return files.has(inside) }
      return disk.kind(of: path) != nil
    }
  }

  /// The path below the workspace of a file in the commit; nil for one on the disk.
  private func inside(_ path: String) -> String? {
    TreePath.relative(path, to: files.root).map { TreePath.normalized($0) }
  }

  /// The folders of PACKAGES_PATH: those in the workspace as the commit has them, others on the disk.
  private func packages(_ selection: PlatformSelection) -> [String] {
    let home = disk.absolute(folder)
    let folders = (selection.packagesPath ?? environment["PACKAGES_PATH"] ?? "").split(separator: ":")
    return folders.map(String.init).compactMap { path in
      let own = disk.absolute(path)
      if own == home { return nil }
      return TreePath.relative(own, to: home).map { "\(files.root)/\($0)" } ?? path
    }
  }

  /// The file at a path below the workspace; nil if the commit has none.
  func file(_ path: String) async throws(DiagnosticError) -> SourceFile? {
    guard files.has(path) else { return nil }
    let name = "\(files.root)/\(path)"
    return try await complete { _ throws(DiagnosticError) in
      if case .bytes(let bytes) = files.read(name) { SourceFile(path: name, bytes: bytes) } else { nil }
    }
  }

  func survey(_ selection: PlatformSelection) async throws(DiagnosticError) -> SurveyedPlatform {
    let subject = try prepare(selection)
    return try await complete { fetches throws(DiagnosticError) in
      let tools = shared.tools(fetches: fetches, read: tools)
      let survey = try PlatformResolver.survey(
        subject.platform, configuration: subject.configuration(tools),
        tools: tools.lines, siblings: siblings(of: subject.platform),
        manifests: shared.manifests(subject.roots, files, fetches: fetches))
      return SurveyedPlatform(
        survey: survey, selection: subject.selection, roots: subject.roots, files: files,
        problems: tools.problems)
    }
  }

  /// The lines that the platform reads, and the tool chains of the commit; nil if its DSC cannot be read.
  func read(_ selection: PlatformSelection) async throws(DiagnosticError) -> ReadPlatform? {
    let subject = try prepare(selection)
    return try await complete { fetches throws(DiagnosticError) in
      let tools = shared.tools(fetches: fetches, read: tools)
      let definition = tools.definition
      let configuration = subject.configuration(tools)
      return PlatformResolver.read(
        subject.platform, configuration: configuration,
        families: definition?.families(of: configuration.toolchain) ?? [], files: files, roots: subject.roots
      ).map { ReadPlatform(reading: $0, definition: definition) }
    }
  }

  private struct Prepared {
    let selection: PlatformSelection
    let roots: WorkspaceRoots
    let platform: String
    private let given: BuildConfiguration

    init(_ selection: PlatformSelection, _ roots: WorkspaceRoots, _ platform: String) throws(DiagnosticError)
    {
      self.selection = selection
      self.roots = roots
      self.platform = platform
      given = try Workspace.configuration(selection)
    }

    func configuration(_ tools: RevisionTools) -> BuildConfiguration {
      var configuration = given
      configuration.baseTools = tools.baseTools
      if let definition = tools.definition {
        configuration.toolchain = definition.tag(ToolchainChoice(selection, definition).tag)
      }
      return configuration
    }
  }

  private func prepare(_ selection: PlatformSelection) throws(DiagnosticError) -> Prepared {
    // target.txt is in no commit: the one on the disk applies to all, so that a comparison is of one configuration.
    let conf = ConfFolder(
      selection, workspace: selection.workspace ?? environment["WORKSPACE"] ?? ".", files: disk,
      environment: environment)
    let selection = try conf.completing(selection)
    let homes = Workspace.homes(holding: "Platforms", .folder, disk, environment: environment)
    let roots = [files.root] + packages(selection)
    return try Prepared(
      selection, WorkspaceRoots(roots + homes),
      try find(
        selection.platform, for: selection.namedArchitectures, roots: roots, homes: homes))
  }

  /// Runs a parser until all files that it asks for have been fetched.
  private func complete<Result: Sendable>(
    _ parse: (_ fetches: Int) throws(DiagnosticError) -> Result
  ) async throws(DiagnosticError) -> Result {
    for _ in 0..<Self.mostRounds {
      let fetches = files.fetches
      let result = Swift.Result { () throws(DiagnosticError) in try parse(fetches) }
      // Results of a round with missing files are incomplete and discarded.
      // Surveys run side by side, and another one may have fetched them.
      if try await files.fetch(from: repository, sharing: store) || files.fetches != fetches { continue }
      return try result.get()
    }
    throw DiagnosticError(
      .revisionUnreadable(revision, reason: "its manifests include each other without end"))
  }

  /// The maximum number of rounds. Each fetches one more level of includes; edk2's are three deep.
  private static let mostRounds = 32

  private func tools() -> RevisionTools {
    let path = "\(files.root)/BaseTools/Conf/tools_def.template"
    guard case .bytes(let bytes) = files.read(path) else {
      return RevisionTools(
        definition: nil, lines: [], baseTools: BaseToolsRevision(),
        problems: [Diagnostic.baseToolsMissing([files.root]).asWarning])
    }
    var variables = environment.all
    variables["WORKSPACE"] = files.root
    variables["EDK_TOOLS_PATH"] = "\(files.root)/BaseTools"
    var diagnostics = DiagnosticList()
    let definition = ToolsDefinition(
      parsing: SourceFile(path: path, bytes: bytes), environment: variables, files: files,
      roots: WorkspaceRoots([files.root]), diagnostics: &diagnostics)
    return RevisionTools(
      definition: definition, lines: definition.lines, baseTools: BaseToolsRevision(examining: baseTools),
      problems: diagnostics.all.map(\.asWarning))
  }

  private func baseTools(_ name: String) -> [UInt8]? {
    files.bytes(of: "\(files.root)/BaseTools/\(name)")
  }

  private func find(
    _ platform: String, for architectures: [Architecture], roots: [String], homes: [String]
  ) throws(DiagnosticError) -> String {
    if platform.lowercased().hasSuffix(".dsc") {
      for candidate in platform.hasPrefix("/")
        ? [platform] : (roots + homes).map({ "\($0)/\(platform)" })
      {
        if case .missing = files.read(candidate) { continue }
        return candidate
      }
    }
    for home in homes {
      for path in Workspace.ownPlatforms(platform, for: architectures)
      where disk.kind(of: "\(home)/\(path)") == .file {
        return "\(home)/\(path)"
      }
    }
    throw DiagnosticError(.platformUnknown(platform, names: [], roots: roots + homes))
  }

  /// Other platforms of the same package, at most two folders away.
  private func siblings(of platform: String) -> [String] {
    guard let inside = TreePath.relative(platform, to: files.root) else { return [] }
    let package = inside.prefix { $0 != "/" } + "/"
    return files.paths(endingIn: ".dsc")
      .filter { $0.hasPrefix(package) && $0 != inside && $0.count(where: { $0 == "/" }) < 3 }
      .map { "\(files.root)/\($0)" }
  }
}

/// The BaseTools of a commit, and their tools_def.
private struct RevisionTools: Sendable {
  let definition: ToolsDefinition?
  let lines: [ToolDefinition]
  let baseTools: BaseToolsRevision
  let problems: [Diagnostic]
}

/// The manifests of a commit that its surveys share, as long as no file is fetched: what was parsed before may lack it.
private final class RevisionManifests: Sendable {
  private struct State {
    var fetches = -1
    var caches: [[String]: ManifestCache] = [:]
    var tools: RevisionTools?
  }

  private let state = Mutex(State())

  func manifests(_ roots: WorkspaceRoots, _ files: RevisionFiles, fetches: Int) -> ManifestCache {
    state.withLock { state in
      if state.fetches < fetches { state = State(fetches: fetches) }
      let cache = state.caches[roots.folders] ?? ManifestCache(files: files, roots: roots)
      state.caches[roots.folders] = cache
      return cache
    }
  }

  func tools(fetches: Int, read: () -> RevisionTools) -> RevisionTools {
    state.withLock { state in
      if state.fetches < fetches { state = State(fetches: fetches) }
      let tools = state.tools ?? read()
      state.tools = tools
      return tools
    }
  }
}
