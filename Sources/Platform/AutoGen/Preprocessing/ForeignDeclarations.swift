/// Removes C declarations from text without line markers: types and `#pragma pack` from headers, which
/// assemblers do not support.
enum ForeignDeclarations {
  static func removed(from lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var output: [UInt8] = []
    var isInStructure = false
    var isInTypedef = false
    var braces = 0
    for line in lines {
      if !isInStructure, !opensStructure(line) {
        if !isInTypedef, !starts(line, with: "typedef") {
          if !isPragmaPack(line) { output += line }
          continue
        }
        isInTypedef = !line.contains(UInt8(ascii: ";"))
      } else {
        isInStructure = true
      }
      if line.contains(UInt8(ascii: "{")) {
        braces += 1
      } else if line.contains(UInt8(ascii: "}")) {
        braces -= 1
      }
      if braces == 0, line.contains(UInt8(ascii: ";")) { isInStructure = false }
    }
    return output
  }

  private static func starts(_ line: ArraySlice<UInt8>, with word: String) -> Bool {
    line.drop { $0.isSpace }.starts(with: word.utf8)
  }

  private static func isPragmaPack(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop { $0.isSpace }
    guard rest.starts(with: "#pragma".utf8) else { return false }
    let behind = rest.dropFirst(7)
    return behind.first?.isSpace == true && behind.drop { $0.isSpace }.starts(with: "pack".utf8)
  }

  /// A line such as `typedef struct NAME {`; without `typedef` only if it is indented.
  private static func opensStructure(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line.drop { $0.isSpace }
    if rest.starts(with: "typedef".utf8) {
      let behind = rest.dropFirst(7)
      guard behind.first?.isSpace == true else { return false }
      rest = behind.drop { $0.isSpace }
    } else if rest.startIndex == line.startIndex {
      return false
    }
    guard rest.starts(with: "struct".utf8) || rest.starts(with: "union".utf8) else { return false }
    rest = rest.dropFirst(rest.starts(with: "struct".utf8) ? 6 : 5)
    if rest.first?.isSpace == true {
      let name = rest.drop { $0.isSpace }
      if name.first?.isNamePart == true { rest = name.drop { $0.isNamePart } }
    }
    return rest.drop { $0.isSpace }.drop { $0 == UInt8(ascii: "{") }.allSatisfy { $0 == 0x0A }
  }
}
