/// The alignments that a file header can require for its data (PI 1.8 Vol 3, 3.2.3.1, table of
/// `FFS_ATTRIB_DATA_ALIGNMENT`): a code of four bits that covers only some powers of two.
package struct FFSAlignment: RawRepresentable, Hashable, Sendable {
  /// 0–15: the three bits of `DATA_ALIGNMENT`, and `DATA_ALIGNMENT_2` above them.
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue & 0x0F }

  /// The binary logarithm of each code's alignment in bytes.
  private static let logarithms = [0, 4, 7, 9, 10, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]

  package var logarithm: Int { Self.logarithms[Int(rawValue)] }
  /// In bytes: 1 (no more than the 8 bytes of every file), 16, 128, 512, 1 KiB, 4 KiB, 32 KiB … 16 MiB.
  package var bytes: Int { 1 << logarithm }

  /// The smallest alignment of the set that is at least `bytes`; nil above 16 MiB.
  package init?(atLeast bytes: Int) {
    // Every file is aligned to 8 bytes, so code 0 is sufficient up to that.
    guard let code = Self.logarithms.firstIndex(where: { max(8, 1 << $0) >= bytes }) else { return nil }
    self.init(rawValue: UInt8(code))
  }
}

extension FFSFile.Attributes {
  /// The alignment of the first byte after the file's header, relative to the start of the volume.
  package var alignment: FFSAlignment {
    get { FFSAlignment(rawValue: rawValue >> 3 & 0x07 | (contains(.dataAlignment2) ? 0x08 : 0)) }
    set {
      let others = rawValue & ~(0x38 | Self.dataAlignment2.rawValue)
      let upper = newValue.rawValue & 0x08 == 0 ? 0 : Self.dataAlignment2.rawValue
      self = Self(rawValue: others | (newValue.rawValue & 0x07) << 3 | upper)
    }
  }
}
