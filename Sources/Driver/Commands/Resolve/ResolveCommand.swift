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

  package init(_ selection: PlatformSelection, topics: [FactTopic], json: Bool, context: Context) {
    self.context = context
    self.selection = selection
    self.topics = topics
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let platform = try PlatformSurveyor(context: context).survey(selection)
    let report = PlatformDescriptionReport(
      PlatformDescription(platform.survey), roots: platform.roots.folders)
    console.print(json ? report.json : report.text(topics: topics.map(\.topic)))
    let problems = platform.problems + platform.survey.diagnostics
    context.report(problems)
    return ExitStatus(problems)
  }
}

/// The parts of a platform.
package enum FactTopic: String, CaseIterable, Sendable {
  case module, library, pcd, option, depex, region, volume, rule, macro

  var topic: FactKey.Topic { FactKey.Topic(name: rawValue) ?? .module }
}
