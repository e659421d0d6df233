/// The name of a variant in a file of variants, such as `X64-2M`. It contains no blanks and is compared with regard to
/// case.
package struct VariantName: Hashable, Sendable {
  package let text: String

  package init(_ text: some StringProtocol) { self.text = String(text) }
}

extension VariantName: CustomStringConvertible {
  package var description: String { text }
}
