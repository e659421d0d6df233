import Manifests
package import Vocabulary

/// A PCD as one module sees it.
///
/// A copy is a reference: most modules that use a PCD see it in the same way, many of them through one library.
package struct ModulePCD: Sendable {
  struct Fields: Sendable {
    var name: PCDName
    var access: PCDAccess
    var storage: PCDStorage
    var token: UInt32
    var value: Fact<EvaluatedPCD>
    var maxSize: Int?
    var maxSizeText: String?
    var isMaxSizeFromPlatform = false
    var namedBy: String
    var package: String
  }

  private final class Box: Sendable {
    let fields: Fields
    init(_ fields: Fields) { self.fields = fields }
  }

  private var box: Box

  init(_ fields: Fields) { box = Box(fields) }

  var fields: Fields { box.fields }
  /// Values of one identity are equal; equal values can differ in it.
  package var identity: ObjectIdentifier { ObjectIdentifier(box) }

  package var name: PCDName { box.fields.name }
  package var access: PCDAccess {
    get { box.fields.access }
    set {
      var fields = box.fields
      fields.access = newValue
      box = Box(fields)
    }
  }
  /// Where a dynamic PCD's value is kept.
  package var storage: PCDStorage { box.fields.storage }
  /// The token that the DEC gives it; `DynamicPCD.tokenNumber` is what the build gives a dynamic one.
  package var token: UInt32 { box.fields.token }
  /// What counts, normalised, and the values that it overrode, the DEC's default first.
  package var value: Fact<EvaluatedPCD> { box.fields.value }
  /// In bytes; nil for numbers.
  package var maxSize: Int? { box.fields.maxSize }
  /// How the platform writes `maxSize`, which C sources repeat; nil where it follows from the value.
  package var maxSizeText: String? { box.fields.maxSizeText }
  /// Whether the platform gives `maxSize`; otherwise it follows from the value.
  package var isMaxSizeFromPlatform: Bool { box.fields.isMaxSizeFromPlatform }
  /// The INF that names it: the module's own, or the first library's.
  package var namedBy: String { box.fields.namedBy }
  /// The DEC that declares it.
  package var package: String { box.fields.package }

  package var datumType: PCDDatumType { value.value.type }
  /// What counts of `value`.
  package var content: PCDValue { value.value.value }
  package var literal: String { value.value.literal }
  package var text: String { value.value.text }
}

/// What a PCD holds (EDK II DEC Specification, 3.11).
package enum PCDDatumType: Hashable, Sendable {
  case boolean
  case uint8, uint16, uint32, uint64
  /// `VOID*`.
  case pointer
  /// The name of a C structure.
  case structure(String)

  package init(_ text: String) {
    switch text {
    case "BOOLEAN": self = .boolean
    case "UINT8": self = .uint8
    case "UINT16": self = .uint16
    case "UINT32": self = .uint32
    case "UINT64": self = .uint64
    case "VOID*": self = .pointer
    default: self = .structure(text)
    }
  }

  /// As a DEC writes it.
  package var name: String {
    switch self {
    case .boolean: "BOOLEAN"
    case .uint8: "UINT8"
    case .uint16: "UINT16"
    case .uint32: "UINT32"
    case .uint64: "UINT64"
    case .pointer: "VOID*"
    case .structure(let name): name
    }
  }

  /// In bytes; nil for what has no size of its own.
  package var size: Int? {
    switch self {
    case .boolean, .uint8: 1
    case .uint16: 2
    case .uint32: 4
    case .uint64: 8
    case .pointer, .structure: nil
    }
  }
}

/// The value of a PCD, every expression in it evaluated.
package enum PCDValue: Hashable, Sendable {
  case number(UInt64)
  /// `"…"`: the characters, escapes resolved, without the NUL that ends them.
  case string(String)
  /// `L"…"`: the characters, escapes resolved, without the NUL that ends them.
  case wideString(String)
  case bytes([UInt8])

  /// As firmware stores it: little-endian, strings with their NUL. `size` is that of the datum.
  package func bytes(size: Int) -> [UInt8] {
    let all: [UInt8] =
      switch self {
      case .number(let value): (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
      case .string(let text): text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + [0]
      case .wideString(let text):
        text.unicodeScalars.flatMap {
          [UInt8(truncatingIfNeeded: $0.value), UInt8(truncatingIfNeeded: $0.value >> 8)]
        } + [0, 0]
      case .bytes(let bytes): bytes
      }
    return Array(all.prefix(size)) + Array(repeating: 0, count: max(0, size - all.count))
  }
}

/// Where a dynamic PCD's value is kept (EDK II DSC Specification, 3.10).
package enum PCDStorage: Sendable {
  /// Not dynamic, or in the PCD database itself.
  case none
  case variable(PCDVariable)
  /// The offset in the VPD region and how it is written; nil for `*`, which a tool decides.
  case vpd(offset: UInt32?, text: String)
}

/// The UEFI variable behind an HII PCD.
package struct PCDVariable: Sendable {
  /// UCS-2 characters without the NUL.
  package var name: String
  package var guid: NamedGUID
  /// In bytes.
  package var offset: Int
  /// How the platform writes `offset`.
  package var offsetText: String
  /// As written, such as `NV,BS,RT`; empty when the DSC gives none.
  package var attributes: String
}
