package import Diagnostics
import Manifests

/// Which lines of the manifests decide a fact of a platform.
package struct Explanation: Sendable {
  /// The kind of subject.
  package enum Kind: String, Sendable, CaseIterable {
    case module, library, pcd, option, macro, offset
  }

  /// A sentence, with the manifest line that it is about and subordinate statements.
  package struct Statement: Sendable {
    package var text: String
    package var place: Diagnostic.Place?
    /// The conditions that enclose the line, as written in their directives.
    package var conditions: [String]
    package var children: [Statement]

    package init(_ text: String, at place: Diagnostic.Place? = nil, _ children: [Statement] = []) {
      self.text = text
      self.place = place
      self.children = children
      if case .source(let range)? = place { conditions = range.conditions } else { conditions = [] }
    }
  }

  package var kind: Kind
  package var title: String
  package var statements: [Statement]

  package init(_ kind: Kind, _ title: String, _ statements: [Statement]) {
    self.kind = kind
    self.title = title
    self.statements = statements
  }
}
