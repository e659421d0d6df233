import BuildGraph
import Diagnostics
import Host
import Packaging
import PlatformModel

extension BuildSession {
  /// From here on every module is compiled.
  struct Built: Sendable {
    let planned: Planned
    let modules: BuiltModules

    private var resolved: Resolved { planned.generated.resolved }
    private var session: BuildSession { resolved.session }

    /// Modules to images, none of which is written yet.
    func pack() async throws(DiagnosticError) -> Packed {
      let packing = ImagePacking(
        session, lzmaTool: session.packing.lzmaTool ?? lzmaTool, files: session.recording)
      return try await packing.pack(resolved.platform, modules)
    }

    /// The tree's own compressor, as the build made it.
    private var lzmaTool: String? { planned.plan.hostTools.first { $0.name == "LzmaCompress" }?.path }

    /// The names of modules by their GUIDs, which tools find link maps by.
    func writeGUIDCrossReference() throws(DiagnosticError) {
      let text = GUIDCrossReference(resolved.model).text
      try session.workspace.files.update("\(resolved.folder)/FV/Guid.xref", with: Array(text.utf8))
    }
  }
}
