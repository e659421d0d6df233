import Diagnostics

/// What an error of a platform is, wherever lines move and whichever folder the tree is in: two errors with the same
/// identity are the same mistake.
struct ErrorIdentity: Hashable {
  private let code: Diagnostic.Code
  private let subject: Diagnostic.Subject?
  private let involved: [Diagnostic.Subject]
  /// The line that it stands in; the name of a file that is wrong as a whole.
  private let text: String

  init(_ error: Diagnostic) {
    code = error.code
    subject = error.subject
    involved = error.involved
    text =
      switch error.place {
      case .source(let range): range.file.line(at: range.bytes.lowerBound)
      case .file(let path), .image(let path, _): path.split(separator: "/").last.map(String.init) ?? path
      case .commandLine: ""
      }
  }
}
