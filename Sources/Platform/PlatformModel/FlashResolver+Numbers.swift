import Bytes
import Diagnostics
import Manifests

/// The numbers of an FDF, which an expression can make as large as 128 bits hold.
///
/// What passes here is small enough that sums and products of it fit 128 bits, in which all of them are
/// compared before they become anything narrower.
extension FlashResolver {
  /// What a size, an offset or a number of blocks can be: flash images are smaller than 4 GiB.
  private static let greatestSize = Int128(UInt32.max)

  /// A size, an offset or a number of blocks: not negative, and small enough to be one of a file.
  mutating func evaluateSize(_ text: Located<String>) -> Int? {
    guard let number = evaluateNumber(text) else { return nil }
    guard (0...Self.greatestSize).contains(number) else {
      platform.diagnostics.add(.flashNumberOutside(text, number, 0...Self.greatestSize))
      return nil
    }
    return Int(number)
  }

  /// A size of which there can be several.
  mutating func evaluateBlockSize(_ text: Located<String>) -> Int? {
    guard let size = evaluateSize(text) else { return nil }
    guard size > 0 else {
      platform.diagnostics.add(.flashNumberOutside(text, 0, 1...Self.greatestSize))
      return nil
    }
    return size
  }

  mutating func evaluateAddress(_ text: Located<String>) -> UInt64? {
    guard let number = evaluateNumber(text) else { return nil }
    guard let address = UInt64(exactly: number) else {
      platform.diagnostics.add(.flashAddressOutside(text, number))
      return nil
    }
    return address
  }

  private mutating func evaluateNumber(_ text: Located<String>) -> Int128? {
    guard let value = evaluate(text) else { return nil }
    guard let number = value.number else {
      platform.diagnostics.add(.flashNumberInvalid(text))
      return nil
    }
    return number
  }

  /// Whether `size` bytes from `base` on lie in the address space; its last byte may be the last one there.
  static func isAddressable(_ base: UInt64, size: Int128) -> Bool {
    Int128(base) + size <= Int128(1) << 64
  }
}

extension [BlockRun] {
  /// Of all blocks together.
  var bytes: Int128 { reduce(0) { $0 + $1.bytes } }
}

extension BlockRun {
  var bytes: Int128 { Int128(size) * Int128(count) }
}

extension Diagnostic {
  static func flashNumberInvalid(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .flashNumber, at: .source(text.range), "expected a number, found '\(text.value)'",
      fix: "write a number of bytes")
  }

  static func flashNumberOutside(_ text: Located<String>, _ number: Int128, _ range: ClosedRange<Int128>)
    -> Diagnostic
  {
    Diagnostic(
      .flashNumber, at: .source(text.range),
      "'\(text.value)' is \(number.hexadecimal), which is out of range for flash",
      fix: "write a number from \(range.lowerBound.hexadecimal) to \(range.upperBound.hexadecimal)")
  }

  static func flashAddressOutside(_ text: Located<String>, _ number: Int128) -> Diagnostic {
    Diagnostic(
      .fdAddress, at: .source(text.range),
      "'\(text.value)' is \(number.hexadecimal), which is not an address",
      fix: "write an address of 64 bits")
  }

  /// What starts at an address and ends behind the last one.
  static func flashEndOutside(_ name: String, base: UInt64, size: Int128, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      .fdAddress, at: .source(range),
      "\(name) at \(base.hexadecimal) with \(size.hexadecimal) bytes ends beyond the 64-bit address space",
      fix: "reduce its address or its size")
  }
}
