/// What the qualifier of a section header says: to which of several its lines apply.
package enum Qualifier<Name: Hashable & Sendable>: Hashable, Sendable {
  /// `COMMON`, and what a header without the qualifier means: to all of them.
  case common
  case only(Name)

  package func includes(_ name: Name) -> Bool { self == .common || self == .only(name) }
}

extension Sequence {
  /// Whether a line with these qualifiers applies to `name`.
  package func include<Name>(_ name: Name) -> Bool where Element == Qualifier<Name> {
    contains { $0.includes(name) }
  }
}

extension Qualifier where Name == Architecture {
  /// - Parameter qualifier: In any case.
  package init(_ qualifier: some StringProtocol) {
    self = Self.isCommon(qualifier) ? .common : .only(Architecture(qualifier))
  }
}

extension Qualifier where Name == ModuleType {
  /// - Parameter qualifier: In any case.
  package init(_ qualifier: some StringProtocol) {
    self = Self.isCommon(qualifier) ? .common : .only(ModuleType(qualifier))
  }
}

extension Qualifier {
  private static var commonName: String { "COMMON" }

  private static func isCommon(_ qualifier: some StringProtocol) -> Bool {
    qualifier.utf8.count == commonName.utf8.count && qualifier.uppercased() == commonName
  }
}

extension Qualifier: CustomStringConvertible where Name: CustomStringConvertible {
  package var description: String {
    switch self {
    case .common: Self.commonName
    case .only(let name): name.description
    }
  }
}
