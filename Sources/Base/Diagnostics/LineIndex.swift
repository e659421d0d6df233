/// The line starts of files, so that computing the lines of thousands of places takes one pass over each file.
package struct LineIndex {
  private var starts: [ObjectIdentifier: (file: SourceFile, lines: [Int])] = [:]

  package init() {}

  /// The line of the range's start, from 1.
  package mutating func line(of range: SourceRange) -> Int {
    let lines = lines(of: range.file)
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle] <= range.bytes.lowerBound { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// The offsets of the line starts in a file. The file is kept, because its identity is the key.
  private mutating func lines(of file: SourceFile) -> [Int] {
    if let known = starts[ObjectIdentifier(file)] { return known.lines }
    var lines = [0]
    for (offset, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(offset + 1)
    }
    starts[ObjectIdentifier(file)] = (file, lines)
    return lines
  }
}
