import Vocabulary

/// How reports name files: as somebody who looks at the checkout would, wherever it lies.
package struct ReportPaths: Sendable {
  private let workingFolder: String
  private let checkout: String
  private let workspace: String

  /// - Parameters:
  ///   - workingFolder: What relative paths are relative to; absolute.
  ///   - checkout: The folder that CI shows files of. It counts where the working folder lies in it.
  ///   - workspace: edk2's, absolute or relative to the working folder.
  package init(workingFolder: String, checkout: String? = nil, workspace: String) {
    let folder = Self.absolute(workingFolder, in: "/")
    self.workingFolder = folder
    let checkout = checkout.map { Self.absolute($0, in: folder) } ?? folder
    self.checkout = TreePath.relative(folder, to: checkout) == nil ? folder : checkout
    self.workspace = Self.absolute(workspace, in: folder)
  }

  /// The path in a report of a file that the run knows as `path`.
  package func path(of path: String) -> ReportPath {
    let whole = Self.absolute(path, in: workingFolder)
    if let inside = TreePath.relative(whole, to: checkout) {
      return ReportPath(text: inside, base: .checkout)
    }
    if let inside = TreePath.relative(whole, to: workspace) {
      return ReportPath(text: inside, base: .workspace)
    }
    return ReportPath(text: whole, base: .none)
  }

  /// Links are not followed.
  private static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? TreePath.normalized(onDisk: path) : TreePath.resolving(path, onDisk: folder)
  }
}

/// A file as a report names it.
package struct ReportPath: Hashable {
  package enum Base { case checkout, workspace, none }

  /// Relative to the base, absolute without one.
  package let text: String
  package let base: Base

  /// Stays the same wherever the file lies.
  package var stable: String {
    base == .none ? TreePath.name(of: text) : text
  }

  /// As a URI reference (RFC 3986): everything but unreserved characters and `/` as `%XX`.
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
