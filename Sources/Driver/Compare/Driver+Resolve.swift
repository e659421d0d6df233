import Comparison
package import Diagnostics
import Host
import Manifests
import PlatformModel

extension Driver {
  var surveyor: PlatformSurveyor { PlatformSurveyor(files: files, environment: environment) }

  /// `kiln resolve`: the platform as the build sees it, also when it would not build.
  package func resolve(_ selection: PlatformSelection, topics: [FactTopic], json: Bool) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let platform = try surveyor.survey(selection)
      let report = PlatformDescriptionReport(
        PlatformDescription(platform.survey), roots: platform.roots.folders)
      console.print(json ? report.json : report.text(topics: topics.map(\.topic)))
      let problems = platform.problems + platform.survey.diagnostics
      console.report(problems)
      return ExitStatus(problems)
    }
  }
}

/// What part of a platform is asked for.
package enum FactTopic: String, CaseIterable, Sendable {
  case module, library, pcd, option, depex, region, volume, rule, macro

  var topic: FactKey.Topic { FactKey.Topic(name: rawValue) ?? .module }
}
