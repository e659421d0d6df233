import Bytes
package import Diagnostics
import Vocabulary

/// Formats places for reports: path relative to the workspace, and line.
package struct PlaceText {
  private let roots: [String]
  /// The paths of files, which are kept, because their identities are the keys.
  private var paths: [ObjectIdentifier: (file: SourceFile, path: String)] = [:]

  /// - Parameter roots: the folders to which paths are relative.
  package init(roots: [String]) {
    // The longest first, because roots can be nested.
    self.roots = roots.map { $0 + "/" }.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// `OvmfPkg/OvmfPkgX64.dsc:122`.
  package mutating func text(_ place: Diagnostic.Place) -> String {
    switch place {
    case .source(let range): "\(path(of: range.file)):\(range.line)"
    case .file(let file): path(file)
    case .commandLine: "command line"
    case .image(let image, let offsets): "\(path(image)):\(offsets.map(\.hexadecimal).joined(separator: ">"))"
    }
  }

  /// The sentence with all paths in it relative to the roots.
  package func stripped(_ text: String) -> String {
    roots.reduce(text) { $1 == "./" ? $0 : $0.replacing($1, with: "") }
  }

  private mutating func path(of file: SourceFile) -> String {
    if let known = paths[ObjectIdentifier(file)] { return known.path }
    let path = path(file.path)
    paths[ObjectIdentifier(file)] = (file, path)
    return path
  }

  /// The path relative to the root that contains it.
  package func path(_ path: String) -> String {
    roots.lazy.compactMap { TreePath.relative(path, to: $0) }.first ?? path
  }
}
