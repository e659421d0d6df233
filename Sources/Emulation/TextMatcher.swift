/// Searches for a text in a stream of bytes, byte by byte (Knuth, Morris and Pratt).
struct TextMatcher: Sendable {
  private let text: [UInt8]
  /// For each number of matched bytes, the number that still match if the next byte differs.
  private let fallback: [Int]
  private var matched = 0

  /// Whether the text was found; an empty text is found at once.
  private(set) var isFound: Bool

  init(_ text: String) {
    let text = Array(text.utf8)
    var fallback = [0]
    var length = 0
    for byte in text.dropFirst() {
      while length > 0, byte != text[length] { length = fallback[length - 1] }
      if byte == text[length] { length += 1 }
      fallback.append(length)
    }
    self.text = text
    self.fallback = fallback
    isFound = text.isEmpty
  }

  mutating func read(_ byte: UInt8) {
    guard !isFound else { return }
    while matched > 0, byte != text[matched] { matched = fallback[matched - 1] }
    if byte == text[matched] { matched += 1 }
    isFound = matched == text.count
  }
}
