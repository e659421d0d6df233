import Comparison
package import Diagnostics
import Host
import Manifests
import PlatformModel

/// `kiln resolve`: the platform as the build sees it, also when it would not build.
package struct ResolveCommand: KilnCommand {
  package let context: Context
  let selection: PlatformSelection
  /// Those to print; all when empty.
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

/// What part of a platform is asked for.
package enum FactTopic: String, CaseIterable, Sendable {
  case module, library, pcd, option, depex, region, volume, rule, macro

  var topic: FactKey.Topic { FactKey.Topic(name: rawValue) ?? .module }
}
