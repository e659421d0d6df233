import Diagnostics
import Host
import Manifests
import Vocabulary

/// The folder of `target.txt` and `tools_def.txt`: that of `--conf`, else of CONF_PATH, else `Conf` of the workspace
/// (EDK II Build Specification, 5.1). Nothing is written to it.
struct ConfFolder: Sendable {
  /// Absolute.
  let path: String
  private let files: FileSystem

  init(
    _ selection: PlatformSelection, workspace: String, files: FileSystem, environment: ProcessEnvironment
  ) {
    self.files = files
    let workspace = files.absolute(workspace)
    if let named = selection.conf {
      // As in edk2, a relative folder is one of the workspace.
      path = named.hasPrefix("/") ? named : "\(workspace)/\(named)"
    } else {
      path = environment["CONF_PATH"].map(files.absolute) ?? "\(workspace)/Conf"
    }
  }

  /// `target.txt`; nil if there is none.
  func target(_ manifests: any ManifestFiles) -> TargetConfiguration? {
    guard case .bytes(let bytes) = manifests.read("\(path)/target.txt") else { return nil }
    return TargetConfiguration(parsing: SourceFile(path: "\(path)/target.txt", bytes: bytes))
  }

  /// The places of a file that target.txt names, in the order in which edk2 looks: below the folder, and, as the
  /// usual value starts with `Conf/`, without that.
  func paths(of name: String) -> [String] {
    let name = name.replacing("\\", with: "/")
    if name.hasPrefix("/") { return [name] }
    return ["\(path)/\(name)"] + (name.hasPrefix("Conf/") ? ["\(path)/\(name.dropFirst(5))"] : [])
  }

  /// Adds what target.txt says.
  ///
  /// - Throws: `target-txt-malformed`, and `file-missing` for a folder of `--conf` that does not exist.
  func completing(_ selection: PlatformSelection) throws(DiagnosticError) -> PlatformSelection {
    if selection.conf != nil, files.kind(of: path) != .folder { throw DiagnosticError(.fileMissing(path)) }
    guard let target = target(files) else { return selection }
    var selection = selection
    selection.defaults = try TargetDefaults(target)
    return selection
  }
}

/// What applies where the command line says nothing.
struct TargetDefaults: Equatable, Sendable {
  /// ACTIVE_PLATFORM: a DSC, relative to the workspace or a folder of PACKAGES_PATH.
  var platform: String?
  var targets: [BuildTarget] = []
  var architectures: [Architecture] = []
  /// Tags of tools_def.
  var toolchains: [String] = []
  /// The number of parallel commands; nil if the machine decides.
  var jobs: Int?
  /// Where TOOL_CHAIN_TAG and TARGET_ARCH stand.
  var toolchainPlace: Diagnostic.Place?
  var architecturePlace: Diagnostic.Place?

  init() {}

  /// - Throws: `target-txt-malformed`.
  init(_ target: TargetConfiguration) throws(DiagnosticError) {
    platform = target.values["ACTIVE_PLATFORM"]?.value.replacing("\\", with: "/")
    targets = target.list("TARGET").map { BuildTarget($0) }
    architectures = target.list("TARGET_ARCH").map { Architecture($0) }
    toolchains = target.list("TOOL_CHAIN_TAG")
    toolchainPlace = target.values["TOOL_CHAIN_TAG"].map { .source($0.range) }
    architecturePlace = target.values["TARGET_ARCH"].map { .source($0.range) }
    if let number = target.values["MAX_CONCURRENT_THREAD_NUMBER"] {
      guard let jobs = Self.number(number.value), jobs >= 0 else {
        throw DiagnosticError(.targetTextMalformed(number))
      }
      self.jobs = jobs == 0 ? nil : jobs
    }
  }

  /// Decimal, or hexadecimal after `0x`.
  private static func number(_ text: String) -> Int? {
    text.lowercased().hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
  }
}

extension PlatformSelection {
  /// The platform that the command line or target.txt names; otherwise, as in edk2, the only DSC of the working
  /// folder.
  ///
  /// - Throws: `platform-missing`.
  func named(_ files: FileSystem) throws(DiagnosticError) -> String {
    if !platform.isEmpty { return platform }
    let found = ((try? files.list(".")) ?? []).filter { $0.hasSuffix(".dsc") }.sorted()
    guard found.count == 1 else { throw DiagnosticError(.platformMissing(found)) }
    return found[0]
  }
}

extension Workspace {
  /// Says so if target.txt names architectures, none of which the platform supports; they are passed over then.
  func unsuited(_ architectures: [Architecture]) -> [Diagnostic] {
    let usual = selection.defaults.architectures
    guard selection.architectures.isEmpty, let place = selection.defaults.architecturePlace,
      !usual.contains(where: architectures.contains)
    else { return [] }
    return [
      .targetTextUnsuited(usual.map(\.name), instead: architectures.map(\.name), at: place, option: "-a")
    ]
  }
}

extension Diagnostic {
  static func platformMissing(_ found: [String]) -> Diagnostic {
    Diagnostic(
      .platformMissing, at: .commandLine,
      found.isEmpty
        ? "expected a platform, found none on the command line or in target.txt"
        : "expected a platform, found \(found.count) DSC files in the working folder: "
          + found.joined(separator: ", "),
      fix: "give a name under Platforms/ or a .dsc file, as an argument or with -p")
  }

  static func targetTextMalformed(_ number: Located<String>) -> Diagnostic {
    Diagnostic(
      .targetTextMalformed, at: .source(number.range),
      "expected a number for MAX_CONCURRENT_THREAD_NUMBER, found '\(number.value)'",
      fix: "write 0 to let the machine decide, or the number of commands to run at a time")
  }

  static func targetTextUnsuited(
    _ names: [String], instead: [String], at place: Diagnostic.Place, option: String
  ) -> Diagnostic {
    Diagnostic(
      .targetTextUnsuited, at: place,
      "\(names.joined(separator: ", ")) cannot be used here; \(instead.joined(separator: ", ")) is used instead",
      fix: "correct target.txt, or use \(option)")
  }
}
