import Diagnostics
import Host
package import Manifests
import PlatformModel
import SystemPackage
import Vocabulary

/// The place of a platform's manifests and of its output.
package struct Workspace: Sendable {
  let files: FileSystem
  /// Access to manifests.
  let manifests: any ManifestFiles
  /// WORKSPACE, the folders of PACKAGES_PATH, and the folder that contains kiln's `Platforms/`.
  package let roots: WorkspaceRoots
  /// The path of the DSC.
  package let platform: String
  /// With the defaults of target.txt.
  let selection: PlatformSelection
  let conf: ConfFolder
  let environment: ProcessEnvironment

  init(_ selection: PlatformSelection, _ context: Context) throws(DiagnosticError) {
    let (files, environment) = (context.files, context.environment)
    self.files = files
    self.environment = environment
    manifests = context.manifests
    let workspace = selection.workspace ?? environment["WORKSPACE"] ?? "."
    guard files.kind(of: workspace) == .folder else {
      throw DiagnosticError(.workspaceMissing(workspace))
    }
    let packages = (selection.packagesPath ?? environment["PACKAGES_PATH"] ?? "").split(separator: ":").map(
      String.init)
    for folder in packages where files.kind(of: folder) != .folder {
      throw DiagnosticError(.packagesPathMissing(folder))
    }
    let homes = Self.homes(holding: "Platforms", .folder, files, environment: environment)
    var folders: [String] = []
    for folder in [workspace] + packages + homes where !folders.contains(folder) { folders.append(folder) }
    roots = WorkspaceRoots(folders)
    conf = ConfFolder(selection, workspace: workspace, files: files, environment: environment)
    self.selection = try conf.completing(selection)
    platform = try Self.find(
      try self.selection.named(files), for: self.selection.namedArchitectures, roots: folders, homes: homes,
      files: files)
  }

  /// The folder that contains kiln's own files, such as `Platforms`: the working folder, a folder above the
  /// program's as in a checkout, or `share/kiln` beside it as installed. Empty if there is none.
  static func homes(
    holding name: String, _ kind: FileSystem.Kind, _ files: FileSystem, environment: ProcessEnvironment
  ) -> [String] {
    var candidates = ["."]
    var folder = FilePath(environment.programPath).removingLastComponent()
    while !folder.isEmpty, folder.components.count > 0 {
      candidates += [folder.string, folder.appending("share").appending("kiln").string]
      folder = folder.removingLastComponent()
    }
    return candidates.first { files.kind(of: "\($0)/\(name)") == kind }.map { [$0] } ?? []
  }

  /// Finds a path as it is, or in a root; otherwise a name under `Platforms/`.
  private static func find(
    _ platform: String, for architectures: [Architecture], roots: [String], homes: [String],
    files: FileSystem
  ) throws(DiagnosticError) -> String {
    if platform.lowercased().hasSuffix(".dsc") {
      for candidate in [platform] + roots.map({ "\($0)/\(platform)" }) where files.kind(of: candidate) != nil
      {
        return candidate
      }
    }
    for home in homes {
      for path in ownPlatforms(platform, for: architectures) where files.kind(of: "\(home)/\(path)") == .file
      {
        return "\(home)/\(path)"
      }
    }
    var names: [String] = []
    for home in homes {
      names += try files.list("\(home)/Platforms").filter {
        files.kind(of: "\(home)/Platforms/\($0)/\($0).dsc") == .file
      }
    }
    throw DiagnosticError(.platformUnknown(platform, names: names, roots: roots))
  }

  /// Where kiln's own platform of a name may be, the best first: that for the architecture, if the command line or
  /// target.txt names a single one, such as `Platforms/qemu/qemu-aarch64.dsc`; otherwise `Platforms/qemu/qemu.dsc`.
  static func ownPlatforms(_ name: String, for architectures: [Architecture]) -> [String] {
    let named = Set(architectures)
    let suffixes = named.count == 1 ? named.map { "-\($0.name.lowercased())" } : []
    return (suffixes + [""]).map { "Platforms/\(name)/\(name)\($0).dsc" }
  }

  /// Resolves the platform, with all values final.
  func resolve() throws(DiagnosticError) -> (platform: ResolvedPlatform, warnings: [Diagnostic]) {
    do throws(DiagnosticError) {
      let (found, warnings) = try PlatformResolver.resolve(
        platform, configuration: try configuration(), files: manifests, roots: roots)
      return (found, warnings + unsuited(found.architectures))
    } catch {
      try requirePackages(error)
      throw error
    }
  }

  /// The tool chain tag of a platform that is not compiled.
  var toolchain: String { (try? configuration().toolchain) ?? selection.toolchain }

  /// The configuration of a platform that is not compiled: without BaseTools, with the tool chain that is named and
  /// as of edk2 2022.11.
  func configuration() throws(DiagnosticError) -> BuildConfiguration {
    let tools = try? ToolchainLoader(self, files: files, environment: environment).definition(
      recording: RecordingFiles(manifests))
    guard let tools else { return try configuration(toolchain: selection.toolchain) }
    var configuration = try configuration(toolchain: ToolchainChoice(selection, tools.definition).tag)
    configuration.baseTools = tools.baseTools
    return configuration
  }

  func configuration(toolchain: String) throws(DiagnosticError) -> BuildConfiguration {
    var configuration = try Self.configuration(selection)
    configuration.toolchain = toolchain
    configuration.budgets = try budgets()
    return configuration
  }

  /// The part of the configuration that only depends on the command line.
  static func configuration(_ selection: PlatformSelection) throws(DiagnosticError) -> BuildConfiguration {
    var configuration = BuildConfiguration(
      architectures: selection.architectures.withoutRepetition,
      usualArchitectures: selection.defaults.architectures.withoutRepetition,
      target: selection.target, toolchain: selection.toolchain,
      defines: try selection.defines.map { text throws(DiagnosticError) in
        try pair(text, bare: "TRUE", option: "-D")
      },
      pcds: try selection.pcds.map { text throws(DiagnosticError) in
        try pair(text, bare: nil, option: "--pcd")
      })
    configuration.skuIdentifier = selection.skuID
    configuration.flashDefinition = selection.flashDefinition
    return configuration
  }

  /// The file of `--budgets`, otherwise kiln's own for a platform without budgets.
  private func budgets() throws(DiagnosticError) -> String? {
    try companion(selection.budgets, in: "budgets")
  }

  /// The file that the user names for the platform, otherwise kiln's own: `Platforms/<folder>/<path of the DSC
  /// in its tree>.inc`.
  func companion(_ named: String?, in folder: String) throws(DiagnosticError) -> String? {
    if let path = named {
      guard files.kind(of: path) == .file else { throw DiagnosticError(.fileMissing(path)) }
      return path
    }
    for root in roots.folders {
      guard let inside = root == "." ? platform : TreePath.relative(platform, to: root) else { continue }
      for home in roots.folders where files.kind(of: "\(home)/Platforms/\(folder)/\(inside).inc") == .file {
        return "\(home)/Platforms/\(folder)/\(inside).inc"
      }
    }
    return nil
  }

  /// Splits `NAME=VALUE`. A name alone gets the value `bare`; if that is nil, it is an error.
  private static func pair(_ text: String, bare: String?, option: String) throws(DiagnosticError)
    -> (name: String, value: String)
  {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, !name.isEmpty, let value = parts.count > 1 ? parts[1] : bare,
      bare != nil || !value.isEmpty
    else {
      throw DiagnosticError(.definitionMalformed(text, option: option))
    }
    return (name, value)
  }

  /// `Build/<Platform>/<TARGET>_<TOOLCHAIN>` in the workspace, or the folder of `--output`.
  func outputFolder(of platform: ResolvedPlatform, output: String?) -> String {
    if let output { return output }
    let folder = platform.buildFolder
    return folder.hasPrefix("/") ? folder : "\(roots.folders[0])/\(folder)"
  }
}

extension Diagnostic {
  static func workspaceMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .workspaceMissing, at: .file(path), "the workspace does not exist or is not a folder",
      fix: "name the edk2 source tree with --workspace")
  }

  static func packagesPathMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .workspaceMissing, at: .file(path), "a folder of PACKAGES_PATH does not exist or is not a folder",
      fix: "correct --packages-path or the environment variable PACKAGES_PATH")
  }

  static func platformUnknown(_ name: String, names: [String], roots: [String]) -> Diagnostic {
    Diagnostic(
      .platformUnknown, at: .commandLine,
      "expected a platform, found '\(name)', which is neither a known name nor a .dsc file",
      notes: roots.map { Note("looked in \($0)") },
      fix: names.isEmpty
        ? "give the path of a .dsc file" : "use \(names.joined(separator: ", ")), or the path of a .dsc file")
  }

  static func definitionMalformed(_ text: String, option: String) -> Diagnostic {
    Diagnostic(
      .definitionMalformed, at: .commandLine,
      "expected \(option == "-D" ? "NAME or NAME=VALUE" : "TokenSpaceGuid.PcdName=VALUE or PcdName=VALUE") for \(option), found '\(text)'",
      fix: option == "-D"
        ? "write a name before '=', such as -D SECURE_BOOT_ENABLE=TRUE"
        : "write a name before '=' and a value after it")
  }
}
