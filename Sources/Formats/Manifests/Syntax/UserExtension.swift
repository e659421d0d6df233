package import Diagnostics

/// A [UserExtensions] section, its content left to whom it belongs.
package struct UserExtension: Sendable {
  /// What follows `UserExtensions.`: `["Kiln", "Budget"]` for `[UserExtensions.Kiln."Budget"]`.
  package let identifier: [Located<String>]
  package let range: SourceRange
  package internal(set) var lines: [ManifestLine] = []

  init(_ header: SectionHeader) {
    identifier = header.items.first?.qualifiers ?? []
    range = header.range
  }
}
