import Comparison
package import Diagnostics
import Host
import Manifests
import PlatformModel

/// `kiln resolve`: the resolved platform, even if it cannot be built.
package struct ResolveCommand: KilnCommand {
  package let context: Context
  let selection: PlatformSelection
  /// The parts to print; all if empty.
  let topics: [FactTopic]
  let json: Bool
  let surveyor: PlatformSurveyor

  package init(_ selection: PlatformSelection, topics: [FactTopic], json: Bool, context: Context) {
    self.init(
      selection, topics: topics, json: json, surveyor: PlatformSurveyor(context: context), context: context)
  }

  /// - Parameter surveyor: shared with other commands over the same manifests.
  init(
    _ selection: PlatformSelection, topics: [FactTopic], json: Bool, surveyor: PlatformSurveyor,
    context: Context
  ) {
    self.context = context
    self.selection = selection
    self.topics = topics
    self.json = json
    self.surveyor = surveyor
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let platform = try surveyor.survey(selection)
    let report = PlatformDescriptionReport(
      PlatformDescription(platform.survey), roots: platform.roots.folders)
    console.print(json ? report.json : report.text(topics: topics.map(\.topic)))
    let problems = platform.problems + platform.survey.diagnostics
    context.report(problems)
    return ExitStatus(problems)
  }
}

extension EachVariantCommand {
  /// `kiln resolve --variants`.
  package static func resolve(
    _ selection: VariantSelection,
    topics: [FactTopic], json: Bool, context: Context
  ) -> EachVariantCommand {
    let surveyor = PlatformSurveyor(context: context)
    // A survey is the work of one thread.
    return EachVariantCommand(
      selection, name: "resolve", done: "resolved", json: json,
      sideBySide: context.environment.processors, context: context
    ) { variant, own in
      ResolveCommand(variant.platform, topics: topics, json: json, surveyor: surveyor, context: own)
    }
  }
}

/// The parts of a platform.
package enum FactTopic: String, CaseIterable, Sendable {
  case module, library, pcd, option, depex, region, volume, rule, macro

  var topic: FactKey.Topic { FactKey.Topic(name: rawValue) ?? .module }
}
