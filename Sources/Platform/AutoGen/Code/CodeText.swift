/// A builder of C source. It stores bytes, because there is a lot of text.
///
/// Lines end with a line feed, as in edk2's files on Linux.
struct CodeText: ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }
  init(stringLiteral text: String) { bytes = Array(text.utf8) }
  init(stringInterpolation text: StringInterpolation) { bytes = text.bytes }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  static func += (left: inout CodeText, right: CodeText) { left.bytes += right.bytes }
  static func += (left: inout CodeText, right: [UInt8]) { left.bytes += right }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      // An estimate: PCDs and GUIDs have long names.
      bytes.reserveCapacity(literalCapacity + 40 * interpolationCount)
    }

    mutating func appendLiteral(_ text: String) { bytes += text.utf8 }
    mutating func appendInterpolation(_ text: String) { bytes += text.utf8 }
    mutating func appendInterpolation(_ name: CName) {
      bytes += name.prefix.utf8
      bytes += name.name.utf8
      bytes += name.suffix.utf8
    }
    mutating func appendInterpolation(_ code: CodeText) { bytes += code.bytes }
    mutating func appendInterpolation(_ number: some BinaryInteger) { bytes += String(number).utf8 }
  }
}

/// A name in parts, which are joined when it is written.
struct CName {
  var prefix: String
  var name: String
  var suffix = ""
}
