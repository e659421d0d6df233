/// A name in an FDF that edk2 compares without regard to case. It is shown as written.
package protocol CaseInsensitiveName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name as written.
  var text: String { get }
  init(_ text: some StringProtocol)
}

extension CaseInsensitiveName {
  package var description: String { text }

  package static func == (left: Self, right: Self) -> Bool {
    left.text == right.text || left.text.lowercased() == right.text.lowercased()
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }

  package static func < (left: Self, right: Self) -> Bool { left != right && left.text < right.text }
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

/// The BASE_NAME of a module in budgets and on the command line.
package struct ModuleName: CaseInsensitiveName {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
}
