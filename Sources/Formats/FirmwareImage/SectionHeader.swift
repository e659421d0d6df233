internal import Bytes

/// The header of a section.
struct SectionHeader {
  let type: SectionType
  let fields: Section.Fields
  /// Whether to use the 32-bit size field although 24 bits would be enough.
  var hasExtendedSize = false

  /// The smallest size that the 24-bit field cannot store: all ones mean that the 32-bit field is used (PI 1.8
  /// Vol 3, 3.2.4). GenSec stores this size in 24 bits, which readers then misinterpret.
  static let extendedSizeFrom = 0xFF_FFFF

  private var fieldsSize: Int {
    switch fields {
    case .none: 0
    case .compression: 5
    case .guidDefined(let definition): 20 + definition.extraHeader.count
    case .freeform: 16
    }
  }

  /// Size of common header and fields in bytes, for a payload of `payload` bytes.
  func size(payload: Int) -> Int { commonSize(payload: payload) + fieldsSize }

  /// Size of the common header in bytes: 4, or 8 with the 32-bit size field.
  func commonSize(payload: Int) -> Int {
    hasExtendedSize || 4 + fieldsSize + payload >= Self.extendedSizeFrom ? 8 : 4
  }

  /// Appends the header of a section with `payload` bytes. The caller guarantees that the size fits 32 bits.
  func append(to output: inout [UInt8], payload: Int) {
    let common = commonSize(payload: payload)
    let total = common + fieldsSize + payload
    var writer = ByteWriter(capacity: common + fieldsSize)
    let short = common == 8 ? Self.extendedSizeFrom : total
    writer.write(UInt32(type.rawValue) << 24 | UInt32(short))
    if common == 8 { writer.write(UInt32(truncatingIfNeeded: total)) }
    switch fields {
    case .none: break
    case .compression(let method, let uncompressedLength):
      writer.write(uncompressedLength)
      writer.write(method.rawValue)
    case .guidDefined(let definition):
      writer.write(definition.guid)
      writer.write(UInt16(truncatingIfNeeded: common + fieldsSize))
      writer.write(definition.attributes.rawValue)
      writer.write(definition.extraHeader)
    case .freeform(let guid): writer.write(guid)
    }
    output.append(contentsOf: writer.bytes)
  }
}
