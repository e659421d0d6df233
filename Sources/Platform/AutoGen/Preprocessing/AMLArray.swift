/// A compiled ACPI table as a C array, for drivers that install it themselves (`AmlToC` of BaseTools).
package enum AMLArray {
  /// The C source; nil for bytes that are not a DSDT or SSDT (ACPI 6.5, 5.2.11).
  ///
  /// - Parameter baseName: the table's file name without extension; the array is called
  ///   `<base name in lower case>_aml_code`.
  package static func source(of table: [UInt8], baseName: String) -> [UInt8]? {
    guard table.starts(with: "DSDT".utf8) || table.starts(with: "SSDT".utf8) else { return nil }
    var output = Array("// Generated from an ACPI table in machine language.\n\n".utf8)
    output += Array("unsigned char \(baseName.lowercased())_aml_code[] = {".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    for (index, byte) in table.enumerated() {
      output += index % 8 == 0 ? Array("\n  ".utf8) : [0x20]
      output += Array("0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ",")]
    }
    return output + Array("\n};\n".utf8)
  }
}
