/// Paths of source files in text, as in ASSERTs. The same file has different absolute paths in two trees.
enum SourcePath {
  /// Whether texts are equal, or are absolute paths with the same path within two trees.
  static func isSame(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    if a == b { return true }
    guard let left = inTree(a), let right = inTree(b) else { return false }
    return left == right
  }

  /// The file and its parent folder in an absolute path; nil for other text.
  static func inTree(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let slash = UInt8(ascii: "/")
    guard text.first == slash, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let last = text.lastIndex(of: slash), let folder = text[..<last].lastIndex(of: slash),
      // A file name has an extension.
      text[last...].contains(UInt8(ascii: "."))
    else { return nil }
    return text[folder...]
  }
}
