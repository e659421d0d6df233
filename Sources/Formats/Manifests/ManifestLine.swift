package import Diagnostics

/// A line after preprocessing: without comments, with conditionals decided, includes opened and macros
/// replaced.
///
/// `text` differs from the file where `$(MACRO)` was replaced; `range(of:)` gives the place in the file.
package struct ManifestLine: Sendable {
  /// A part of `text` and the bytes of the file that it comes from.
  package struct Piece: Sendable {
    /// UTF-8 offsets in `text`.
    package let text: Range<Int>
    /// Byte offsets in the file. The length differs from that of `text` where a macro was replaced.
    package let source: Range<Int>

    package init(text: Range<Int>, source: Range<Int>) {
      self.text = text
      self.source = source
    }
  }

  /// Without leading and trailing blanks; never empty.
  package let text: String
  package let file: SourceFile
  private let pieces: [Piece]

  /// `pieces` cover `text` in order, without a gap.
  package init(text: String, file: SourceFile, pieces: [Piece]) {
    self.text = text
    self.file = file
    self.pieces = pieces
  }

  /// The whole line.
  package var range: SourceRange { range(of: 0..<text.utf8.count) }

  /// The place of a part of `text`, in UTF-8 offsets. A macro is always included as a whole.
  package func range(of part: Range<Int>) -> SourceRange {
    let lower = source(of: part.lowerBound, atEnd: false)
    let upper = part.isEmpty ? lower : source(of: part.upperBound - 1, atEnd: true)
    return SourceRange(file, lower..<max(lower, upper))
  }

  private func source(of offset: Int, atEnd: Bool) -> Int {
    guard let piece = pieces.last(where: { $0.text.lowerBound <= offset }) ?? pieces.first else { return 0 }
    let isCopied = piece.text.count == piece.source.count
    if isCopied {
      return min(
        piece.source.lowerBound + offset - piece.text.lowerBound + (atEnd ? 1 : 0), piece.source.upperBound)
    }
    return atEnd ? piece.source.upperBound : piece.source.lowerBound
  }
}
