package import Diagnostics

/// A [UserExtensions] section with its lines unparsed.
package struct UserExtension: Sendable {
  /// The parts after `UserExtensions.`: `["Kiln", "Budget"]` for `[UserExtensions.Kiln."Budget"]`.
  package let identifier: [Located<String>]
  package let range: SourceRange
  package internal(set) var lines: [ManifestLine] = []

  init(_ header: SectionHeader) {
    identifier = header.items.first?.qualifiers ?? []
    range = header.range
  }
}
