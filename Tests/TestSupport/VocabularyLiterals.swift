package import Vocabulary

// Tests write names as manifests do; Sources have constants for those that kiln itself knows.

extension Architecture: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) { self.init(name) }
}

extension ModuleType: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) { self.init(name) }
}

extension BuildTarget: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) { self.init(name) }
}

extension LibraryClassName: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) { self.init(name) }
}

extension Qualifier: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
  ExpressibleByStringLiteral
where Name: ExpressibleByStringLiteral, Name.StringLiteralType == String {
  package init(stringLiteral name: String) {
    self = name.uppercased() == "COMMON" ? .common : .only(Name(stringLiteral: name))
  }
}
