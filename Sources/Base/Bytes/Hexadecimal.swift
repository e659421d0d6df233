extension BinaryInteger {
  /// Hexadecimal digits in upper case: `0x1E0000`.
  package var hexadecimal: String {
    (self < 0 ? "-0x" : "0x") + String(magnitude, radix: 16, uppercase: true)
  }
}
