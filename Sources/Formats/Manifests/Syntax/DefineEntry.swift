package import Vocabulary

/// A `NAME = value` line of a [Defines] section.
package struct DefineEntry: Sendable {
  package let name: Located<String>
  package let value: Located<String>
  /// Usually `[.common]`.
  package let arches: [Qualifier<Architecture>]

  package init(name: Located<String>, value: Located<String>, arches: [Qualifier<Architecture>]) {
    self.name = name
    self.value = value
    self.arches = arches
  }
}

extension [DefineEntry] {
  /// The last value of the field.
  package subscript(name: String) -> Located<String>? { last { $0.name.value == name }?.value }
}
