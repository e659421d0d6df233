package import Diagnostics
package import Vocabulary

/// `offset|size`, the PCDs that receive them, and what is put there (FDF 1.28, 3.5).
package struct FDFRegion: Equatable, Sendable {
  /// Relative to the start of the FD.
  package var offset: Located<String>
  package var size: Located<String>
  /// Receives the offset plus the FD's base address. In SET values and in the FDF's own expressions
  /// edk2 gives it the offset alone.
  package var basePCD: Located<FDFPCDReference>?
  package var sizePCD: Located<FDFPCDReference>?
  package var content: FDFRegionContent
}

/// Several of one kind follow each other in the region.
package enum FDFRegionContent: Equatable, Sendable {
  /// Filled with erased bytes.
  case empty
  case volumes([Located<VolumeName>])
  case files([Located<String>])
  case data([FDFData])
  case capsules([Located<String>])
  case modules([FDFModule])
}

/// `{ 0x7f, 0x45, … }`: bytes, or little-endian numbers of several bytes.
package struct FDFData: Equatable, Sendable {
  package struct Number: Hashable, Sendable {
    package var value: UInt64
    /// 1 to 8, as many as the digits written ask for: `0x0010` has two bytes.
    package var byteCount: Int
  }

  package var numbers: [Located<Number>]
  /// The opening brace.
  package var range: SourceRange

  /// The numbers as they lie in flash.
  package var bytes: [UInt8] {
    numbers.flatMap { number in
      (0..<number.value.byteCount).map { UInt8(truncatingIfNeeded: number.value.value >> UInt64(8 * $0)) }
    }
  }

  /// Where the byte at `offset` was written; nil past the end.
  package func range(ofByteAt offset: Int) -> SourceRange? {
    var end = 0
    return numbers.first { number in
      end += number.value.byteCount
      return offset < end
    }?.range
  }
}
