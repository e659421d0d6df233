import BuildGraph
import Bytes
import Diagnostics
import Host
import Manifests
import Vocabulary

extension BuildSession {
  /// What decides which record is meant: everything said, and which kiln it is.
  private var identity: String {
    let selection = workspace.selection
    let parts: [String] =
      [kilnVersion, FileSignature(of: context.environment.programPath).text, workspace.platform]
      + workspace.absoluteRoots + selection.architectures.map(\.name)
      + [selection.target.name, selection.toolchain, output ?? "-", packing.lzmaTool ?? "-"]
      + selection.defines.map { "-D\($0)" } + selection.pcds.map { "--pcd \($0)" }
      + compile.launcher.map { "--launcher \($0)" } + compile.pathMap.map { "--path-map \($0)" }
      + [compile.isReproducible ? "--reproducible" : ""]
    return parts.joined(separator: "\n")
  }

  private var recordPath: String {
    let base = output.map(workspace.files.absolute) ?? "\(workspace.absoluteRoots[0])/Build"
    // Only a file name; the record itself holds the whole text.
    let hash = Checksum.fnv1a(identity.utf8)
    return "\(base)/.kiln/\(String(hash, radix: 16)).record"
  }

  /// The record of the same build done before. What it read may have changed since.
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

  /// Leaves a record of a build that came to its end.
  ///
  /// What was generated counts as read: it is of this build only as long as no other, with other options,
  /// has generated its own into the same folder.
  func remember(_ planned: Planned, _ written: Written, text: String, json: String) {
    let resolved = planned.generated.resolved
    let folder = resolved.folder
    let outputs = written.images + planned.plan.results.filter { !$0.isLibrary }.flatMap(\.files)
    let made = planned.generated.sources.paths.map { "\(folder)/\($0)" } + ["\(folder)/build.ninja"]
    let record = BuildRecord(
      selection: identity, environment: resolved.environmentNames.sorted().map(assignment), folder: folder,
      inputs: recording.all.map { BuildRecord.File(path: $0.path, signature: $0.signature) }
        + made.map { BuildRecord.File($0) },
      outputs: outputs.map { BuildRecord.File($0) }, text: text, json: json)
    // Without a record the next build only takes longer.
    try? workspace.files.replace(recordPath, with: record.bytes)
  }

  /// `NAME=VALUE`; `NAME` when it is not set.
  private func assignment(_ name: String) -> String {
    context.environment[name].map { "\(name)=\($0)" } ?? name
  }
}
