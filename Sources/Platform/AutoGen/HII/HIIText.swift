/// Lines and blanks in the sources of HII packages, in UTF-8.
///
/// edk2 reads .uni and .idf files with Python's text functions. So line ends and blanks are those of Python's
/// `splitlines` and `strip`, which include non-ASCII characters.
extension [UInt8] {
  /// The length in bytes of the blank at `index`; 0 if there is none.
  func blankLength(at index: Int, end: Int) -> Int {
    let byte = self[index]
    if byte < 0x80 { return (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x20) ? 1 : 0 }
    guard index + 1 < end else { return 0 }
    let second = self[index + 1]
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < end else { return 0 }
    let third = self[index + 2]
    switch (byte, second) {
    case (0xE1, 0x9A), (0xE3, 0x80): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    default: return 0
    }
  }

  /// `bounds` without leading and trailing blanks.
  func trimmedHII(_ bounds: Range<Int>) -> Range<Int> {
    var lower = bounds.lowerBound
    var upper = bounds.upperBound
    while lower < upper {
      let length = blankLength(at: lower, end: upper)
      if length == 0 { break }
      lower += length
    }
    outer: while upper > lower {
      for length in 1...3 where upper - length >= lower {
        if blankLength(at: upper - length, end: upper) == length {
          upper -= length
          continue outer
        }
      }
      break
    }
    return lower..<upper
  }

  /// The words in `bounds`, separated by blanks; at most `limit`.
  func words(in bounds: Range<Int>, limit: Int = .max) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var index = bounds.lowerBound
    while index < bounds.upperBound, words.count < limit {
      let length = blankLength(at: index, end: bounds.upperBound)
      if length == 0 {
        start = start ?? index
        index += 1
      } else {
        if let from = start { words.append(from..<index) }
        start = nil
        index += length
      }
    }
    if let from = start, words.count < limit { words.append(from..<bounds.upperBound) }
    return words
  }

  /// The line at `start` without its line end, and the start of the next one.
  func line(from start: Int) -> (line: Range<Int>, next: Int) {
    var index = start
    while index < count {
      let byte = self[index]
      if byte > 0x1E && byte < 0xC2 {
        index += 1
        continue
      }
      let length = lineEndLength(at: index)
      if length > 0 { return (start..<index, index + length) }
      index += 1
    }
    return (start..<count, count)
  }

  private func lineEndLength(at index: Int) -> Int {
    switch self[index] {
    case 0x0D: index + 1 < count && self[index + 1] == 0x0A ? 2 : 1
    case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: 1
    case 0xC2: index + 1 < count && self[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < count && self[index + 1] == 0x80 && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
        ? 3 : 0
    default: 0
    }
  }

  /// The start of a `//` outside quotes in `bounds`, otherwise its end. A quote after a backslash does not
  /// count; if `pairsBackslashes` is set, it does after an even number of backslashes.
  func commentStart(in bounds: Range<Int>, pairsBackslashes: Bool) -> Int {
    let (backslash, quote, slash) = (UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"))
    var isQuoted = false
    var index = bounds.lowerBound
    while index < bounds.upperBound {
      let byte = self[index]
      let next = index + 1 < bounds.upperBound ? self[index + 1] : 0
      if byte == backslash, next == quote || (pairsBackslashes && next == backslash) {
        index += 2
        continue
      }
      if byte == quote {
        isQuoted.toggle()
      } else if byte == slash, next == slash, !isQuoted {
        return index
      }
      index += 1
    }
    return bounds.upperBound
  }

  /// The offset of `word` at or after `start`.
  func offset(of word: [UInt8], from start: Int = 0) -> Int? {
    guard let first = word.first, count >= word.count else { return nil }
    var index = start
    while index <= count - word.count {
      if self[index] == first, self[index..<(index + word.count)].elementsEqual(word) { return index }
      index += 1
    }
    return nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

  /// Whether it is a C identifier that starts with a letter, as edk2 requires for tokens.
  func isTokenName(_ range: Range<Int>) -> Bool {
    guard let first = self[range].first, (first | 0x20).isLowerCase else { return false }
    return self[range].allSatisfy { $0.isTokenCharacter }
  }
}

extension UInt8 {
  fileprivate var isLowerCase: Bool { self >= 0x61 && self <= 0x7A }
  fileprivate var isTokenCharacter: Bool {
    (self | 0x20).isLowerCase || (self >= 0x30 && self <= 0x39) || self == 0x5F
  }
}
