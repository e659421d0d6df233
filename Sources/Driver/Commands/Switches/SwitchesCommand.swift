import Comparison
package import Diagnostics
import Host
import Manifests
import PlatformModel

/// `kiln switches`: the macros that a platform asks for, and what each changes.
package struct SwitchesCommand: KilnCommand {
  package let context: Context
  let selection: PlatformSelection
  let json: Bool

  package init(_ selection: PlatformSelection, json: Bool, context: Context) {
    self.context = context
    self.selection = selection
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let workspace = try Workspace(selection, context)
    let configuration = try workspace.configuration()
    let trials = PlatformTrials(
      workspace.platform, configuration: configuration,
      manifests: ManifestCache(files: context.manifests, roots: workspace.roots))
    let switches = PlatformSwitches(trials, defines: configuration.defines)
    // Without architectures there is no platform, only the errors that say why.
    if switches.architectures.isEmpty { try switches.throwErrors() }
    let report = SwitchesReport(
      switches, manifest: workspace.platform, target: configuration.target, roots: workspace.roots.folders)
    console.print(json ? report.json : report.text)
    context.report(switches.diagnostics)
    return ExitStatus(switches.diagnostics)
  }
}

extension PlatformSwitches {
  fileprivate func throwErrors() throws(DiagnosticError) {
    if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticError(diagnostics) }
  }
}
