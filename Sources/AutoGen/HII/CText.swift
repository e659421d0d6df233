/// C source on its way, as bytes: the arrays in it are long.
struct CText {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(_ more: CText) { bytes.append(contentsOf: more.bytes) }

  /// The elements of an array of bytes, sixteen to a line, as edk2 sets them: two blanks behind each
  /// comma, but none at the very end, and no line end there.
  mutating func writeArray(_ array: some Sequence<UInt8>) {
    var column = 0
    write("  ")
    for byte in array {
      if column == 16 {
        write("\n  ")
        column = 0
      }
      bytes.append(UInt8(ascii: "0"))
      bytes.append(UInt8(ascii: "x"))
      bytes.append(Self.digit(byte >> 4))
      bytes.append(Self.digit(byte & 15))
      bytes.append(UInt8(ascii: ","))
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
      column += 1
    }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }

  /// `#define NAME`, its number in column 62 where the name leaves room; behind `//` with a remark for
  /// a name that is only there to be seen.
  mutating func writeDefine(_ name: String, _ number: Int, isComment: Bool = false) {
    write(isComment ? "// #define \(name)" : "#define \(name)")
    let room = 60 - "#define".utf8.count - name.unicodeScalars.count
    write(String(repeating: " ", count: max(1, room)))
    write(Self.hexadecimal(number))
    write(isComment ? " // not referenced\n" : "\n")
  }

  /// What stands on top of a generated header, its guard named after `kind` and the module's FILE_GUID.
  mutating func writeProlog(_ fileName: String, kind: String, guid: String) {
    let guarded = "_\(kind)_\(String(guid.map { $0 == "-" ? "_" : $0 }))"
    write(
      """
      /**
        DO NOT EDIT
        FILE auto-generated
        Module name:
          \(fileName)
        Abstract:       Auto-generated \(fileName) for building module or library.
      **/

      #ifndef \(guarded)
      #define \(guarded)


      """)
  }

  /// With `0x` and at least four digits.
  static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
