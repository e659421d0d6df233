import Diagnostics
import Host
import Vocabulary

extension Workspace {
  /// Every file of edk2 is missing if the workspace is not named: that is one mistake, and not one for each file.
  ///
  /// - Parameter error: of a pass that needs the packages of the workspace.
  /// - Throws: `workspace-without-packages` if no folder of the workspace has a package declaration.
  func requirePackages(_ error: DiagnosticError) throws(DiagnosticError) {
    guard error.diagnostics.count(where: { $0.severity == .error }) > 1 else { return }
    let own = Set(
      Self.homes(holding: "Platforms", .folder, files, environment: environment).map(files.absolute))
    let roots = absoluteRoots.filter { !own.contains($0) }
    guard !roots.contains(where: holdsPackages) else { return }
    throw DiagnosticError(
      .workspaceWithoutPackages(
        roots, count: error.diagnostics.count { $0.severity == .error }, isNamed: isNamed))
  }

  /// Whether the folder, or one directly in it, contains a DEC file.
  private func holdsPackages(_ root: String) -> Bool {
    let names = (try? files.list(root)) ?? []
    return names.contains { name in
      if name.lowercased().hasSuffix(".dec") { return true }
      guard files.kind(of: "\(root)/\(name)") == .folder else { return false }
      return ((try? files.list("\(root)/\(name)")) ?? []).contains { $0.lowercased().hasSuffix(".dec") }
    }
  }

  /// Whether the command line or the environment names the workspace.
  private var isNamed: Bool { selection.workspace != nil || environment["WORKSPACE"] != nil }
}

extension Diagnostic {
  static func workspaceWithoutPackages(_ roots: [String], count: Int, isNamed: Bool) -> Diagnostic {
    Diagnostic(
      .workspaceWithoutPackages, at: .file(roots.first ?? "."),
      "expected edk2's packages in the workspace, found no DEC file in it or in a folder of it",
      notes: [Note("\(count) things that the platform names are missing")],
      fix: isNamed
        ? "name the top folder of edk2's source tree with --workspace"
        : "name the top folder of edk2's source tree with --workspace (-w), or in WORKSPACE")
  }
}
