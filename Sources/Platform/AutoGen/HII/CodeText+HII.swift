/// Arrays and numbered names, formatted as by edk2's StrGather.
extension CodeText {
  /// The elements of a byte array, sixteen per line, with two blanks after each comma except at the end, and no
  /// final line end.
  mutating func appendArray(_ array: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(array.count * 7 + array.count / 16 * 3 + 2)
    let blank = UInt8(ascii: " ")
    for (index, byte) in array.enumerated() {
      if index % 16 == 0 {
        if index > 0 { text.append(UInt8(ascii: "\n")) }
        text.append(blank)
        text.append(blank)
      }
      text.append(UInt8(ascii: "0"))
      text.append(UInt8(ascii: "x"))
      text.append(Self.digit(byte >> 4))
      text.append(Self.digit(byte & 15))
      text.append(UInt8(ascii: ","))
      text.append(blank)
      text.append(blank)
    }
    while text.last == blank { text.removeLast() }
    self += text
  }

  /// A `#define` with the number in column 62 if the name is short enough. For an unreferenced name it is a
  /// comment with a remark.
  mutating func appendDefine(_ name: String, _ number: Int, isComment: Bool = false) {
    let room = 60 - "#define".utf8.count - name.unicodeScalars.count
    let gap = String(repeating: " ", count: max(1, room))
    let line: CodeText = "#define \(name)\(gap)\(Self.hexadecimal(number))"
    self += isComment ? "// \(line) // not referenced\n" : "\(line)\n"
  }

  /// The start of a generated header. The include guard is named after `kind` and the module's FILE_GUID.
  mutating func appendProlog(_ fileName: String, kind: String, guid: String) {
    let parts = guid.split(separator: "-", omittingEmptySubsequences: false)
    let guarded = "_\(kind)_\(parts.joined(separator: "_"))"
    self += ModuleCode.banner(fileName)
    self += "\n#ifndef \(guarded)\n#define \(guarded)\n\n"
  }

  /// Hexadecimal with `0x` and at least four digits.
  static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
