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
    case .volume: "the volume header"
    case .variables: "the variable store header"
    case .workingBlock: "the working block header"
    }
  }
}

extension TypedRegion {
  /// A finding if the field differs from `wanted`; nil if it is right or is not typed at all.
  ///
  /// - Parameter meaning: what `wanted` is, as a noun phrase.
  func mismatch(
    _ field: String, of header: TypedHeader, at offset: Int, width: Int, is wanted: UInt64, as meaning: String
  ) -> LintFinding? {
    guard let stored = number(at: offset, width: width), stored != wanted else { return nil }
    return LintFinding(
      "\(header.code) \(field)",
      Diagnostic(
        header.code, at: .source(place(ofByteAt: offset)),
        "\(field) of \(header.name): expected \(wanted.hexadecimal), \(meaning), found \(stored.hexadecimal)",
        notes: [.init("this is the region", at: .source(region.range))],
        fix: "write \(wanted.typed(width: width))"))
  }
}
