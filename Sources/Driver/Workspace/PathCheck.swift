import Diagnostics

/// Checks that the programs of a build can handle the paths.
enum PathCheck {
  /// Characters that some program misinterprets even if they are quoted: gcc `%` and, after `-Wl`, the comma;
  /// ar and nasm the backslash and quotes; ninja the others, in lists of included files.
  private static let unsuitable = Set("%,\\\"'&;*?<>|`^".utf8)

  /// - Parameter folders: the absolute paths of folders with sources and output.
  static func check(_ folders: [String]) throws(DiagnosticError) {
    var diagnostics = DiagnosticList()
    for folder in folders {
      guard let byte = folder.utf8.first(where: { unsuitable.contains($0) || $0 < 0x20 }) else { continue }
      diagnostics.add(.pathUnsuitable(folder, byte))
    }
    try diagnostics.throwIfErrors()
  }
}

extension Diagnostic {
  fileprivate static func pathUnsuitable(_ folder: String, _ byte: UInt8) -> Diagnostic {
    let name = byte < 0x20 ? "a control character" : "'\(Character(UnicodeScalar(byte)))'"
    return Diagnostic(
      .pathUnsuitable, at: .file(folder), "the path contains \(name), which compilers and ninja do not take",
      fix: "move the tree, or choose another build folder with --output")
  }
}
