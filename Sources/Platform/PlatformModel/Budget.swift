package import Diagnostics
package import Vocabulary

/// How large a flash device, a volume or a module may become.
package struct Budget: Sendable {
  package enum Measure: String, Sendable, CaseIterable {
    /// A device's or volume's bytes in use; of a module, its file.
    case raw
    /// The share of a compressed stream; of what is not compressed, its bytes.
    case flash
  }

  /// An amount that may be a share of something.
  package enum Amount: Equatable, Sendable {
    case bytes(Int)
    case permille(Int)

    /// `95%`, `2.5%`, `4096` or `0x1000`; nil for everything else.
    package init?(_ text: String) {
      if let share = Self.share(text) {
        self = .permille(share)
      } else if let bytes = text.lowercased().hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text),
        bytes >= 0
      {
        self = .bytes(bytes)
      } else {
        return nil
      }
    }

    /// A share with one digit behind the point at most, in permille.
    static func share(_ text: String) -> Int? {
      guard text.hasSuffix("%") else { return nil }
      let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count < 3, let whole = UInt16(parts[0]) else { return nil }
      guard parts.count == 2 else { return Int(whole) * 10 }
      guard parts[1].count == 1, let tenth = UInt8(parts[1]) else { return nil }
      return Int(whole) * 10 + Int(tenth)
    }

    /// In bytes.
    package func bytes(of whole: Int) -> Int {
      switch self {
      case .bytes(let bytes): bytes
      case .permille(let share): Int(clamping: Int128(whole) * Int128(share) / 1000)
      }
    }
  }

  package enum Kind: String, Sendable { case device, volume, module }

  /// The device, volume or module whose size a budget limits.
  package enum Subject: Hashable, Sendable {
    case device(DeviceName)
    case volume(VolumeName)
    case module(ModuleName)

    package var kind: Kind {
      switch self {
      case .device: .device
      case .volume: .volume
      case .module: .module
      }
    }

    /// As written.
    package var name: String {
      switch self {
      case .device(let name): name.text
      case .volume(let name): name.text
      case .module(let name): name.text
      }
    }

    package func isNamed(_ text: String) -> Bool {
      switch self {
      case .device(let name): name == DeviceName(text)
      case .volume(let name): name == VolumeName(text)
      case .module(let name): name == ModuleName(text)
      }
    }
  }

  package var subject: Subject
  package var measure: Measure
  /// In bytes.
  package var limit: Int
  /// From here on there is a warning; a share is one of the limit.
  package var warning: Amount?
  /// What must stay free below the limit; a share is one of the limit.
  package var reserve: Amount?
  /// What it may grow by over a base; a share is one of the base.
  package var growth: Amount?
  /// How old a base may be.
  package var baseAge: BaseAge?
  package var range: SourceRange

  package init(
    subject: Subject, measure: Measure = .raw, limit: Int, warning: Amount? = nil,
    reserve: Amount? = nil, growth: Amount? = nil, baseAge: BaseAge? = nil, range: SourceRange
  ) {
    self.subject = subject
    self.measure = measure
    self.limit = limit
    self.warning = warning
    self.reserve = reserve
    self.growth = growth
    self.baseAge = baseAge
    self.range = range
  }
}
