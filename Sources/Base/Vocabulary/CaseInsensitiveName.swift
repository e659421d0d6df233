/// A name or keyword that is compared without regard to case. It is shown as written.
package protocol CaseInsensitiveName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name as written.
  var text: String { get }
  init(_ text: some StringProtocol)
}

extension CaseInsensitiveName {
  package var description: String { text }

  /// The text in lower case, for keys of records: equal names have the same. Output for people is `text`.
  package var folded: String { text.lowercased() }

  package static func == (left: Self, right: Self) -> Bool {
    left.text == right.text || left.folded == right.folded
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

  package static func < (left: Self, right: Self) -> Bool { left.folded < right.folded }
}

/// The name of a firmware volume: the `FVMAIN_COMPACT` of `[FV.FVMAIN_COMPACT]`.
package struct VolumeName: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
}

/// The name of a flash device: the `OVMF_CODE` of `[FD.OVMF_CODE]`.
package struct DeviceName: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
}

/// The template name of a rule: the `BINARY` of `[Rule.Common.PEIM.BINARY]`.
package struct RuleName: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }

  /// The rule of modules with [Binaries] that name no other.
  package static let binary = RuleName("BINARY")
}

/// A word of a file's syntax, such as `FV` of `[FV.MAIN]`.
package struct Keyword: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
}

/// The BASE_NAME of a module in budgets and on the command line.
package struct ModuleName: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
}
