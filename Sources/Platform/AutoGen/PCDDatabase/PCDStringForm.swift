/// A VOID* value as the string table holds it.
///
/// Backslashes are characters like any other: edk2 does not resolve them here.
struct StringForm {
  let bytes: [UInt8]
  /// As the size table counts, in bytes.
  let size: Int
  /// Elements in braces.
  let text: String

  /// `value` is `"…"`, `L"…"` or `{…}`. A variable's string counts the NULs that fill it up.
  init(_ value: String, isVariable: Bool) {
    if value.hasPrefix("L\"") {
      self.init(wide: String(value.dropFirst(2).dropLast()))
    } else if value.hasPrefix("\"") {
      let characters = value.dropFirst().dropLast()
      let bytes = PCDDatabaseTables.evenString(String(characters))
      self.init(bytes, size: isVariable ? bytes.count : characters.unicodeScalars.count + 1)
    } else {
      let elements = value.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        .map { element in
          let start = element.drop { $0 == " " || $0 == "\t" }
          return start.prefix { $0 != " " && $0 != "\t" }
        }
      self.init(
        elements.map { $0.utf8.count > 2 ? UInt8($0.dropFirst(2), radix: 16) ?? 0 : 0 }, size: elements.count,
        text: "{\(elements.joined(separator: ","))}")
    }
  }

  /// UCS-2 with a NUL.
  init(wide text: String) {
    let units = text.unicodeScalars.flatMap {
      [UInt8(truncatingIfNeeded: $0.value), UInt8(truncatingIfNeeded: $0.value >> 8)]
    }
    let bytes = units + [0, 0]
    self.init(bytes, size: bytes.count)
  }

  private init(_ bytes: [UInt8], size: Int) {
    self.init(
      bytes, size: size,
      text: "{\(bytes.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ","))}")
  }

  private init(_ bytes: [UInt8], size: Int, text: String) {
    self.bytes = bytes
    self.size = size
    self.text = text
  }
}
