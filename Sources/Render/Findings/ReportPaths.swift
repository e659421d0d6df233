import Vocabulary

/// Converts paths to the form in which reports show them: relative to the checkout, wherever it is.
package struct ReportPaths: Sendable {
  private let workingFolder: String
  private let checkout: String
  private let workspace: String
  /// The names of the workspace in revisions of git, such as `HEAD~1:.`.
  private let revisions: [String]

  /// - Parameters:
  ///   - workingFolder: The absolute folder to which relative paths refer.
  ///   - checkout: The root of the repository in CI. It is used if it contains the working folder.
  ///   - workspace: edk2's workspace, absolute or relative to the working folder.
  ///   - revisions: The names of the workspace in revisions of git: what lies there counts as lying in the workspace.
  package init(workingFolder: String, checkout: String? = nil, workspace: String, revisions: [String] = []) {
    self.revisions = revisions
    let folder = Self.absolute(workingFolder, in: "/")
    self.workingFolder = folder
    let checkout = checkout.map { Self.absolute($0, in: folder) } ?? folder
    self.checkout = TreePath.relative(folder, to: checkout) == nil ? folder : checkout
    self.workspace = Self.absolute(workspace, in: folder)
  }

  /// The form of `path` in a report.
  package func path(of path: String) -> ReportPath {
    let revision = revisions.first { path.hasPrefix($0 + "/") }
    let whole =
      revision.map { TreePath.resolving(String(path.dropFirst($0.utf8.count + 1)), onDisk: workspace) }
      ?? Self.absolute(path, in: workingFolder)
    if let inside = TreePath.relative(whole, to: checkout) {
      return ReportPath(text: inside, base: .checkout)
    }
    if let inside = TreePath.relative(whole, to: workspace) {
      return ReportPath(text: inside, base: .workspace)
    }
    return ReportPath(text: whole, base: .none)
  }

  /// Symbolic links are not resolved.
  private static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? TreePath.normalized(onDisk: path) : TreePath.resolving(path, onDisk: folder)
  }
}

/// The path of a file in a report.
package struct ReportPath: Hashable {
  package enum Base { case checkout, workspace, none }

  /// Relative to the base, or absolute without one.
  package let text: String
  package let base: Base

  /// The same in every checkout and workspace.
  package var stable: String {
    base == .none ? TreePath.name(of: text) : text
  }

  /// As a URI reference (RFC 3986): all except unreserved characters and `/` as `%XX`.
  package var uri: String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let encoded = text.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
    return (base == .none ? "file://" : "") + encoded.joined()
  }
}
