package import Bytes
package import Diagnostics

/// The dependency expression of a module, with those of its libraries (PI 1.8 Vol 2, 10.7).
package struct ModuleDepex: Sendable {
  /// What stands in one [Depex] section.
  package struct Clause: Sendable {
    /// The INF that it stands in: the module's own, or a library's.
    package var owner: String
    /// Without a final END.
    package var tokens: [DepexToken]
  }

  /// The module's own first, then those of its libraries in link order; all of them must hold.
  package var clauses: [Clause]

  /// As edk2 joins them: each clause in parentheses, AND between them.
  package var tokens: [DepexToken] {
    var tokens: [DepexToken] = []
    for clause in clauses {
      guard let place = clause.tokens.first?.range else { continue }
      if !tokens.isEmpty { tokens.append(DepexToken(kind: .keyword("AND"), range: place)) }
      tokens.append(DepexToken(kind: .keyword("("), range: place))
      tokens += clause.tokens
      tokens.append(DepexToken(kind: .keyword(")"), range: place))
    }
    return tokens
  }
}

/// A word of a dependency expression and its place.
package struct DepexToken: Sendable {
  package enum Kind: Hashable, Sendable {
    /// AND, OR, NOT, TRUE, FALSE, BEFORE, AFTER, SOR, or a parenthesis.
    case keyword(String)
    /// A protocol, PPI or GUID by its C name, or a module or PCD that stands for a GUID.
    case guid(name: String, GUID)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
