import Bytes
import PlatformModel

/// A VOID* value as the string table holds it.
///
/// Backslashes are characters like any other: edk2 does not resolve them here.
struct StringForm {
  let bytes: [UInt8]
  /// As the size table counts, in bytes.
  let size: Int
  /// Elements in braces.
  let text: String

  /// A variable's string counts the NULs that fill it up.
  init(_ pcd: EvaluatedPCD, isVariable: Bool) {
    switch pcd.value {
    case .wideString: self.init(wide: pcd.literal)
    case .string:
      let bytes = PCDDatabaseTables.evenString(pcd.literal)
      self.init(bytes, size: isVariable ? bytes.count : pcd.size)
    case .bytes(let bytes):
      let elements = pcd.elements ?? []
      // `{}` stands for one byte of zero.
      self.init(
        bytes.isEmpty ? [0] : bytes, size: elements.count, text: "{\(elements.joined(separator: ","))}")
    case .number:
      let bytes = pcd.value.bytes(size: pcd.type.size ?? 0)
      self.init(bytes, size: bytes.count)
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
      text: "{\(bytes.map { "0x" + $0.hexadecimalDigits }.joined(separator: ","))}")
  }

  private init(_ bytes: [UInt8], size: Int, text: String) {
    self.bytes = bytes
    self.size = size
    self.text = text
  }
}
