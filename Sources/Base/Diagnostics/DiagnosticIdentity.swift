import Vocabulary

extension Diagnostic {
  /// The identity of a mistake, which does not change when lines move or numbers in the message change. The
  /// wording of the message is not part of it.
  package struct Identity: Hashable, Sendable {
    package let code: Code
    package let subject: Subject?
    package let involved: [Subject]
    /// The source line, without surrounding blanks; empty for a place without lines.
    package let line: String

    fileprivate init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      subject = diagnostic.subject
      involved = diagnostic.involved
      line =
        if case .source(let range) = diagnostic.place {
          range.file.line(at: range.bytes.lowerBound).trimmingBlanks
        } else {
          ""
        }
    }
  }

  package var identity: Identity { Identity(self) }
}

extension Diagnostic.Identity: CustomStringConvertible {
  /// The parts on one line each; equal for equal identities.
  package var description: String {
    ([code.name, subject?.description ?? "", line] + involved.map(\.description)).joined(separator: "\n")
  }
}

extension Diagnostic.Subject: CustomStringConvertible {
  package var description: String {
    switch self {
    case .device(let name): "device \(name.folded)"
    case .volume(let name): "volume \(name.folded)"
    case .module(let name): "module \(name.folded)"
    case .inFlash(let subject): "\(subject) in flash"
    case .variant(let name): "variant \(name)"
    case .inVariant(let name, let subject): "\(subject) of variant \(name)"
    case .libraryClass(let name): "library class \(name)"
    case .pcd(let name): "PCD \(name)"
    case .macro(let name): "macro \(name)"
    case .path(let path): "path \(path)"
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
