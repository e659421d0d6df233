import BuildGraph
import Diagnostics
import Host
import Packaging
import PlatformModel

extension BuildSession {
  /// All modules are compiled from here on.
  struct Built: Sendable {
    let planned: Planned
    let modules: BuiltModules
    /// What compiling came to.
    let outcome: ActionExecutor.Outcome

    private var resolved: Resolved { planned.generated.resolved }
    private var session: BuildSession { resolved.session }

    /// Packs modules into images, without writing them.
    func pack() async throws(DiagnosticError) -> Packed {
      let packing = ImagePacking(
        session, lzmaTool: session.packing.lzmaTool ?? lzmaTool, files: session.recording)
      return try await packing.pack(resolved.platform, modules)
    }

    /// The compressor that the build made from the tree.
    private var lzmaTool: String? { planned.plan.hostTools.first { $0.name == "LzmaCompress" }?.path }

    /// Writes the names of modules by their GUIDs, by which tools find link maps.
    func writeGUIDCrossReference() throws(DiagnosticError) {
      let text = GUIDCrossReference(resolved.model).text
      try session.workspace.files.update("\(resolved.folder)/FV/Guid.xref", with: Array(text.utf8))
    }
  }
}
