internal import Bytes

/// What stands in front of a section's payload.
struct SectionHeader {
  let type: SectionType
  let fields: Section.Fields
  /// Asks for the 32-bit size field even where 24 bits would do.
  var hasExtendedSize = false

  /// The least size that the 24-bit field cannot say: all ones point to the 32-bit field
  /// (PI 1.8 Vol 3, 3.2.4). GenSec uses 24 bits for this very size, which readers then mistake.
  static let extendedSizeFrom = 0xFF_FFFF

  private var fieldsSize: Int {
    switch fields {
    case .none: 0
    case .compression: 5
    case .guidDefined(let definition): 20 + definition.extraHeader.count
    case .freeform: 16
    }
  }

  /// Common header and fields in bytes, in front of `payload` bytes.
  func size(payload: Int) -> Int { commonSize(payload: payload) + fieldsSize }

  /// 4, or 8 with the 32-bit size field.
  func commonSize(payload: Int) -> Int {
    hasExtendedSize || 4 + fieldsSize + payload >= Self.extendedSizeFrom ? 8 : 4
  }

  /// Appends the header of a section of `payload` bytes; a size of more than 32 bits is the caller's fault.
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
