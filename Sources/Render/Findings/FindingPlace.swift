package import Diagnostics

/// The place of a finding: lines and columns from 1, columns in Unicode code points.
package struct FindingPlace {
  package struct Position: Equatable {
    let line: Int
    let column: Int
  }

  /// The file; for a finding about the command line, the file that is checked.
  package let path: ReportPath
  /// Whether the diagnostic names a file.
  package let hasFile: Bool
  package let start: Position?
  /// The position after the last character.
  package let end: Position?
  /// The offset of the byte in the image, followed by the offsets in decoded sections; in bytes.
  package let offsets: [Int]

  package init(_ place: Diagnostic.Place, artifact: ReportPath, paths: ReportPaths) {
    switch place {
    case .source(let range):
      path = paths.path(of: range.file.path)
      hasFile = true
      start = Self.position(range.bytes.lowerBound, in: range.file)
      end = Self.position(range.bytes.upperBound, in: range.file)
      offsets = []
    case .image(let image, let offsets):
      path = paths.path(of: image)
      hasFile = true
      (start, end) = (nil, nil)
      self.offsets = offsets
    case .file(let file):
      path = paths.path(of: file)
      hasFile = true
      (start, end) = (nil, nil)
      offsets = []
    case .commandLine:
      path = artifact
      hasFile = false
      (start, end) = (nil, nil)
      offsets = []
    }
  }

  private static func position(_ offset: Int, in file: SourceFile) -> Position {
    let (line, column) = file.position(at: offset)
    let lead = file.bytes.prefix(max(0, offset)).suffix(column - 1)
    return Position(line: line, column: String(decoding: lead, as: UTF8.self).unicodeScalars.count + 1)
  }

  /// `0x48>0x10` for a byte in a decoded section of an image.
  package var offsetText: String { offsets.map { "0x" + String($0, radix: 16) }.joined(separator: ">") }
}
