import Diagnostics

/// The use of a GUID, protocol or PPI by a module, according to the comments in its INF (EDK II INF
/// Specification, "Usage" blocks).
///
/// Comments are optional, and no tool of edk2 checks them, so they can be missing or wrong.
package struct INFUsage: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// PRODUCES, SOMETIMES_PRODUCES, BY_START, and their forms in EDK.
  package static let produces = INFUsage(rawValue: 1)
  /// CONSUMES, SOMETIMES_CONSUMES, TO_START, NOTIFY, and their forms in EDK.
  package static let consumes = INFUsage(rawValue: 2)
  /// UNDEFINED: explicitly none of these.
  package static let undefined = INFUsage(rawValue: 4)

  private static let words: [String: INFUsage] = [
    "PRODUCES": .produces, "SOMETIMES_PRODUCES": .produces, "BY_START": .produces,
    "ALWAYS_PRODUCED": .produces, "SOMETIMES_PRODUCED": .produces, "PRODUCED": .produces,
    "CONSUMES": .consumes, "SOMETIMES_CONSUMES": .consumes, "TO_START": .consumes, "NOTIFY": .consumes,
    "ALWAYS_CONSUMED": .consumes, "SOMETIMES_CONSUMED": .consumes, "CONSUMED": .consumes,
    "UNDEFINED": .undefined,
  ]

  /// All usages in a comment, which the specification spells in capitals.
  init(comment: some StringProtocol) {
    self = []
    for word in comment.utf8.split(whereSeparator: { !$0.isUsageLetter }) {
      if let usage = Self.words[String(decoding: word, as: UTF8.self)] { insert(usage) }
    }
  }

  /// Whether the module may produce it. Without a comment it may.
  package var mayProduce: Bool {
    contains(.produces) || contains(.undefined) || !contains(.consumes)
  }
}

extension UInt8 {
  fileprivate var isUsageLetter: Bool {
    self == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}

extension INFReference {
  /// The usage in the comment after the name, and in the comment lines directly before it.
  package var usage: INFUsage {
    let file = name.range.file
    let start = name.range.bytes.lowerBound
    var usage = INFUsage(comment: Self.comment(of: file.line(at: start)))
    var end = file.bytes.prefix(max(0, start)).lastIndex(of: UInt8(ascii: "\n"))
    while let newline = end, newline > 0 {
      let line = file.line(at: newline - 1).drop { $0 == " " || $0 == "\t" }
      guard line.first == "#" else { break }
      usage.formUnion(INFUsage(comment: line))
      end = file.bytes.prefix(newline).lastIndex(of: UInt8(ascii: "\n"))
    }
    return usage
  }

  private static func comment(of line: String) -> Substring {
    line.drop { $0 != "#" }
  }
}
