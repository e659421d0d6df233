/// The qualifier of a section header, which limits the section to one of several names.
package enum Qualifier<Name: Hashable & Sendable>: Hashable, Sendable {
  /// `COMMON` or no qualifier: the section applies to all.
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
  /// - Parameter qualifier: in either case.
  package init(_ qualifier: some StringProtocol) {
    self = Self.isCommon(qualifier) ? .common : .only(Architecture(qualifier))
  }
}

extension Qualifier where Name == ModuleType {
  /// - Parameter qualifier: in either case.
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
