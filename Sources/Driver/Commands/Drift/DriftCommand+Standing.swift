import Bytes
import Comparison
import Diagnostics
import Host
import PlatformModel
import Render

extension DriftCommand {
  /// The differences that there are now.
  func standing(_ subject: Subject, _ loader: FamilyLoader) async throws(DiagnosticError) -> ExitStatus {
    let family = subject.family
    let tree = try await tree(BlobStore())
    let plain = try await loader.members(of: family, in: tree)
    try check(subject, plain.map(\.index))
    var use = DefineUse()
    for member in plain { use.add(member.defineUse) }
    context.warn(use.warnings)
    var drift = StandingDrift(
      family, subject.mayBeAlone ? [] : plain.map { ($0.name, $0.facts) }, today: loader.today.description)
    for configuration in subject.variants?.configurations ?? [] {
      let members = try await loader.members(plain.map(\.index), of: family, in: tree, with: configuration)
      drift.add(
        StandingDrift(
          family, members.map { ($0.name, $0.facts) }, today: loader.today.description,
          configuration: configuration.name))
    }
    let variants = subject.variants?.coverage(plain.map(\.index), workspace: workspace)
    let own = subject.variants?.configurations.map(\.name) ?? []
    let report = StandingDriftReport(
      drift, family: family.name, members: plain.map(\.name), roots: plain[0].roots,
      configurations: subject.mayBeAlone ? own : [PlatformFamily.plain] + own,
      otherConfigurations: family.configurations.map(\.name), errors: variants?.errors ?? [],
      variants: variants?.coverage, version: kilnVersion,
      paths: findingFiles.paths(revisions: [tree.root].filter { $0.hasSuffix(":.") }))
    try findingFiles.write(output.files) { report.text(in: $0) }
    console.print(report.text(in: output.format))
    if output.format == .text { context.report((variants?.errors ?? []) + drift.errorFindings) }
    if !drift.errors.isEmpty || !(variants?.errors.isEmpty ?? true) { return .error }
    return drift.rows.isEmpty ? .fine : .differs
  }
}
