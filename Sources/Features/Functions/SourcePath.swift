/// Text that names a source file where a build had it, as ASSERT does: of two trees the same file has two.
enum SourcePath {
  /// Whether texts are equal, or are absolute paths of a file that two trees have in the same of their folders.
  static func isSame(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    if a == b { return true }
    guard let left = inTree(a), let right = inTree(b) else { return false }
    return left == right
  }

  /// The file and the folder that it is in, of an absolute path; nil of any other text.
  static func inTree(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let slash = UInt8(ascii: "/")
    guard text.first == slash, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let last = text.lastIndex(of: slash), let folder = text[..<last].lastIndex(of: slash),
      // A file has an ending.
      text[last...].contains(UInt8(ascii: "."))
    else { return nil }
    return text[folder...]
  }
}
