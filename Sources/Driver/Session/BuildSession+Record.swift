import BuildGraph
import Bytes
import Diagnostics
import Host
import Manifests
import PlatformModel
import Vocabulary

extension BuildSession {
  /// The identity of the record: all options, and the identity of kiln.
  private var identity: String {
    let selection = workspace.selection
    let parts: [String] =
      [kilnVersion, FileSignature(of: context.environment.programPath).text, workspace.platform]
      + workspace.absoluteRoots + selection.architectures.map(\.name)
      + selection.defaults.architectures.map { "TARGET_ARCH \($0.name)" }
      + [
        selection.target.name, selection.toolchain, output ?? "-", packing.lzmaTool ?? "-",
        compile.like ?? "-",
      ]
      + selection.defines.map { "-D\($0)" } + selection.pcds.map { "--pcd \($0)" }
      + compile.launcher.map { "--launcher \($0)" } + compile.pathMap.map { "--path-map \($0)" }
      + [selection.skuID.map { "--sku-id \($0)" }, selection.flashDefinition.map { "--fdf \($0)" }]
      .compactMap(\.self)
      + [compile.isReproducible ? "--reproducible" : "", compile.keepsDebugInformation ? "--debug-info" : ""]
    return parts.joined(separator: "\n")
  }

  private var recordPath: String {
    let base = output.map(workspace.files.absolute) ?? "\(workspace.absoluteRoots[0])/Build"
    // Only for the file name; the record contains the full text.
    let hash = Checksum.fnv1a(identity.utf8)
    return "\(base)/.kiln/\(String(hash, radix: 16)).record"
  }

  /// The record of an earlier run of the same build. Files may have changed since.
  func record() -> BuildRecord? {
    guard case .bytes(let bytes) = workspace.files.read(recordPath), let record = BuildRecord(parsing: bytes),
      record.selection == identity
    else { return nil }
    let isSame = record.environment.allSatisfy { line in
      let name = line.split(separator: "=", maxSplits: 1).first.map(String.init) ?? line
      return line == assignment(name)
    }
    return isSame ? record : nil
  }

  /// Writes the record of a completed build.
  ///
  /// Generated files are listed as inputs, because a build with other options may replace them in the same
  /// folder. A platform with scripts has no record, because each build runs them.
  func remember(_ built: Built, _ written: Written, text: String, json: String) {
    let planned = built.planned
    let resolved = planned.generated.resolved
    guard resolved.platform.scripts.isEmpty else { return }
    let folder = resolved.folder
    let outputs = written.files + planned.plan.results.filter { !$0.isLibrary }.flatMap(\.files)
    let made = planned.generated.sources.paths.map { "\(folder)/\($0)" } + ["\(folder)/build.ninja"]
    var record = BuildRecord(
      selection: identity, environment: resolved.environmentNames.sorted().map(assignment), folder: folder,
      inputs: Self.files(recording.all) + made.map { BuildRecord.File($0) } + Self.files(built.outcome.files),
      outputs: outputs.map { BuildRecord.File($0) }, text: text, json: json,
      unusedDefines: context.warnings.all.compactMap { warning in
        guard warning.code == .defineUnused, case .macro(let name)? = warning.subject else { return nil }
        return BuildRecord.UnusedDefine(name: name, fix: warning.fix ?? "")
      })
    record.folders = Self.files(built.outcome.folders)
    // Without a record the next build only takes longer.
    try? workspace.files.replace(recordPath, with: record.bytes)
  }

  /// Sorted by path.
  private static func files(_ known: [(path: String, signature: FileSignature)]) -> [BuildRecord.File] {
    known.sorted { $0.path < $1.path }.map { BuildRecord.File(path: $0.path, signature: $0.signature) }
  }

  /// `NAME=VALUE`, or `NAME` if it is unset.
  private func assignment(_ name: String) -> String {
    context.environment[name].map { "\(name)=\($0)" } ?? name
  }
}
