import Bytes
import Vocabulary

/// A table of `Platforms/known`, written by `Scripts/known-platforms.py`: one row per line, words separated by
/// blanks.
///
///     platform DSC FIRST LAST
///     arch IA32+X64/X64 FIRST LAST
///     size VOLUME BYTES FIRST LAST [if CHOICE]
///     file VOLUME GUID FIRST LAST NAME [if CONDITION&CONDITION]
extension KnownPlatform {
  /// A line that is not a row, counted from 1.
  package struct Fault: Error, Equatable, Sendable {
    package var line: Int

    package init(line: Int) { self.line = line }
  }

  ///
  /// - Throws: `Fault` with the first line that is not a row.
  package init(parsing text: String) throws(Fault) {
    var platform: KnownPlatform?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let kind = words.first else { continue }
      let isTaken =
        if kind == "platform" { Self.start(words, &platform) } else { platform?.take(words) ?? false }
      guard isTaken else { throw Fault(line: index + 1) }
    }
    guard let platform else { throw Fault(line: 1) }
    self = platform
  }

  private static func start(_ words: [String], _ platform: inout KnownPlatform?) -> Bool {
    guard platform == nil, words.count == 4, let releases = range(words[2], words[3]) else { return false }
    platform = KnownPlatform(name: words[1], releases: releases)
    return true
  }

  private static func range(_ first: String, _ last: String) -> ClosedRange<Int>? {
    guard let first = Int(first), let last = Int(last), first <= last else { return nil }
    return first...last
  }

  private mutating func take(_ words: [String]) -> Bool {
    var words = words
    var condition: String?
    if words.count >= 2, words[words.count - 2] == "if" {
      condition = words.last
      words.removeLast(2)
    }
    switch (words.first, words.count) {
    case ("arch", 4):
      guard let releases = Self.range(words[2], words[3]) else { return false }
      let choices = words[1].split(separator: "/").map {
        Set($0.split(separator: "+").map { Architecture($0) })
      }
      architectures.append(Architectures(choices: choices, releases: releases))
    case ("size", 5):
      guard let releases = Self.range(words[3], words[4]), words[2].hasPrefix("0x"),
        let size = Int(words[2].dropFirst(2), radix: 16)
      else { return false }
      volumes.append(Volume(name: words[1], size: size, releases: releases, choice: condition))
    case ("file", 6):
      guard let releases = Self.range(words[3], words[4]), let guid = GUID(words[2]) else { return false }
      files.append(
        File(
          volume: words[1], guid: guid, name: words[5], releases: releases,
          conditions: condition.map { $0.split(separator: "&").map(String.init) } ?? []))
    default: return false
    }
    return true
  }
}
