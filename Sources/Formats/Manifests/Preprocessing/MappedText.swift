/// Text in which macros are replaced, with the source range of each part.
struct MappedText {
  private(set) var bytes: [UInt8]
  /// The pieces cover `bytes` in order, without gaps.
  private(set) var pieces: [ManifestLine.Piece]

  /// A copy of the bytes at `source`.
  init(_ bytes: some Collection<UInt8>, at source: Range<Int>) {
    self.bytes = Array(bytes)
    pieces = [.init(text: 0..<bytes.count, source: source)]
  }

  private init() {
    bytes = []
    pieces = []
  }

  /// The source range of a part of the text.
  func source(of part: Range<Int>) -> Range<Int> {
    let lower = source(of: part.lowerBound, atEnd: false)
    let upper = part.isEmpty ? lower : source(of: part.upperBound - 1, atEnd: true)
    return lower..<max(lower, upper)
  }

  private func source(of offset: Int, atEnd: Bool) -> Int {
    guard let piece = pieces.last(where: { $0.text.lowerBound <= offset }) ?? pieces.first else { return 0 }
    if piece.text.count == piece.source.count {
      return min(
        piece.source.lowerBound + offset - piece.text.lowerBound + (atEnd ? 1 : 0), piece.source.upperBound)
    }
    return atEnd ? piece.source.upperBound : piece.source.lowerBound
  }

  /// A part of the text with its source ranges.
  func part(_ range: Range<Int>) -> MappedText {
    var result = MappedText()
    result.append(range, of: self)
    return result
  }

  /// The text without leading and trailing blanks.
  func trimmed() -> MappedText {
    let inside = bytes.trimmedBounds(0..<bytes.count)
    return inside.count == bytes.count ? self : part(inside)
  }

  private mutating func append(_ range: Range<Int>, of other: MappedText) {
    guard !range.isEmpty else { return }
    for piece in other.pieces where piece.text.overlaps(range) {
      let part = piece.text.clamped(to: range)
      let start = bytes.count + part.lowerBound - range.lowerBound
      pieces.append(.init(text: start..<(start + part.count), source: other.source(of: part)))
    }
    bytes += other.bytes[range]
  }

  private mutating func append(_ replacement: some Collection<UInt8>, at source: Range<Int>) {
    guard !replacement.isEmpty else { return }
    pieces.append(.init(text: bytes.count..<(bytes.count + replacement.count), source: source))
    bytes += replacement
  }
}

extension MappedText {
  /// An error in replacing macros.
  enum Trouble: Error {
    /// Macros that refer to each other without end, or text longer than `longestText`.
    case endless(Range<Int>)
  }

  /// The maximum length of a line in bytes. Macros that double each other would exceed it quickly.
  private static let longestText = 1 << 20
  /// The maximum number of replacement rounds for nested macros.
  private static let mostRounds = 64

  /// Replaces every `$(NAME)` for which `value` returns a replacement, until none is left.
  ///
  /// `value` is called with the name, and whether it is inside quotation marks.
  func replacingMacros(
    isName: (ArraySlice<UInt8>) -> Bool, _ value: (_ name: String, _ place: Place) throws -> String?
  ) throws -> MappedText {
    var current = self
    for _ in 0..<Self.mostRounds {
      guard let next = try current.replacedOnce(isName: isName, value) else { return current }
      guard next.bytes.count <= Self.longestText else { throw Trouble.endless(current.sourceOfAll) }
      current = next
    }
    throw Trouble.endless(current.sourceOfAll)
  }

  /// The place of a macro.
  struct Place {
    let isQuoted: Bool
    /// The text before the macro.
    let before: ArraySlice<UInt8>
    let source: Range<Int>
  }

  private var sourceOfAll: Range<Int> { source(of: 0..<bytes.count) }

  /// nil if nothing was replaced.
  private func replacedOnce(
    isName: (ArraySlice<UInt8>) -> Bool, _ value: (_ name: String, _ place: Place) throws -> String?
  ) throws -> MappedText? {
    guard bytes.contains(ASCII.dollar) else { return nil }
    var result = MappedText()
    var copied = 0
    var index = 0
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.quote || byte == ASCII.apostrophe {
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      }
      guard byte == ASCII.dollar, index + 1 < bytes.count, bytes[index + 1] == ASCII.openParenthesis,
        let close = bytes[index...].firstIndex(of: ASCII.closeParenthesis), isName(bytes[(index + 2)..<close])
      else {
        index += 1
        continue
      }
      let name = String(decoding: bytes[(index + 2)..<close], as: UTF8.self)
      let place = Place(
        isQuoted: quote == ASCII.quote, before: bytes[..<index], source: source(of: index..<(close + 1)))
      if let replacement = try value(name, place), !Self.refers(replacement, to: name) {
        result.append(copied..<index, of: self)
        result.append(Array(replacement.utf8), at: place.source)
        copied = close + 1
      }
      index = close + 1
    }
    guard copied > 0 else { return nil }
    result.append(copied..<bytes.count, of: self)
    return result
  }

  /// edk2 does not replace a macro whose value contains its own name.
  private static func refers(_ value: String, to name: String) -> Bool {
    guard value.utf8.contains(ASCII.dollar) else { return false }
    let needle = Array("$(\(name))".utf8)
    let hay = Array(value.utf8)
    guard hay.count >= needle.count else { return false }
    return (0...(hay.count - needle.count)).contains { hay[$0..<($0 + needle.count)].elementsEqual(needle) }
  }
}
