extension UInt8 {
  /// Two hexadecimal digits in lower case, without `0x`.
  package var hexadecimalDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension BinaryInteger {
  /// Hexadecimal digits in upper case: `0x1E0000`.
  package var hexadecimal: String {
    (self < 0 ? "-0x" : "0x") + String(magnitude, radix: 16, uppercase: true)
  }
}
