extension UInt8 {
  /// Two hexadecimal digits in lower case, without `0x`.
  package var hexadecimalDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension Collection<UInt8> {
  /// Two hexadecimal digits for each byte, in lower case.
  package var hexadecimalDigits: String {
    String(unsafeUninitializedCapacity: 2 * count) { text in
      var end = 0
      for byte in self {
        for digit in [byte >> 4, byte & 15] {
          text[end] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
          end += 1
        }
      }
      return end
    }
  }
}

extension BinaryInteger {
  /// Hexadecimal digits in upper case: `0x1E0000`.
  package var hexadecimal: String {
    (self < 0 ? "-0x" : "0x") + String(magnitude, radix: 16, uppercase: true)
  }
}
