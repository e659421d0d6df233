import Bytes
import Diagnostics
import PlatformModel

/// Which header a typed-in field belongs to.
enum TypedHeader {
  case volume
  case variables
  case workingBlock

  var code: Diagnostic.Code {
    switch self {
    case .volume: .varstoreVolume
    case .variables: .varstoreHeader
    case .workingBlock: .ftwHeader
    }
  }

  var name: String {
    switch self {
    case .volume: "the volume's header"
    case .variables: "the variable store's header"
    case .workingBlock: "the working block's header"
    }
  }
}

extension TypedRegion {
  /// A finding where the field is not what it must be; nil where it is, and where it is not typed at all.
  ///
  /// - Parameter meaning: what `wanted` is, as a clause.
  func mismatch(
    _ field: String, of header: TypedHeader, at offset: Int, width: Int, is wanted: UInt64, as meaning: String
  ) -> LintFinding? {
    guard let stored = number(at: offset, width: width), stored != wanted else { return nil }
    return LintFinding(
      "\(header.code) \(field)",
      Diagnostic(
        header.code, at: .source(place(ofByteAt: offset)),
        "\(field) of \(header.name) is \(stored.hexadecimal), not \(wanted.hexadecimal), \(meaning)",
        notes: [.init("the region", at: .source(region.range))], fix: "write \(wanted.typed(width: width))"))
  }
}
