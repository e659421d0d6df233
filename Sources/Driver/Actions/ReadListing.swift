import Vocabulary

/// The prerequisites in a makefile rule, as compilers write it with `-MD -MF`.
enum ReadListing {
  /// Absolute paths without `.` and `..`.
  ///
  /// - Parameter folder: the folder in which the compiler ran.
  static func paths(in bytes: [UInt8], folder: String) -> Set<String> {
    var words: [String] = []
    var word: [UInt8] = []
    var index = 0
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      switch (byte, next) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "\n")?):
        end()
        index += 1
      // An escaped blank, number sign or backslash in front of one; other backslashes stand for themselves.
      case (UInt8(ascii: "\\"), UInt8(ascii: " ")?), (UInt8(ascii: "\\"), UInt8(ascii: "#")?):
        word.append(bytes[index + 1])
        index += 1
      case (UInt8(ascii: "$"), UInt8(ascii: "$")?):
        word.append(byte)
        index += 1
      case (UInt8(ascii: " "), _), (UInt8(ascii: "\t"), _), (UInt8(ascii: "\n"), _), (UInt8(ascii: "\r"), _):
        end()
      default: word.append(byte)
      }
      index += 1
    }
    end()
    // Targets end with a colon; phony ones, as -MP writes them, are prerequisites of another rule anyway.
    return Set(
      words.filter { !$0.hasSuffix(":") }.map { word in
        word.hasPrefix("/")
          ? TreePath.normalized(onDisk: word) : TreePath.resolving(word, onDisk: folder)
      })
  }
}
