/// Where lines of files start, so that thousands of places cost one pass over each file.
package struct LineIndex {
  private var starts: [ObjectIdentifier: (file: SourceFile, lines: [Int])] = [:]

  package init() {}

  /// The one-based line of the range's start.
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

  /// The offsets at which the lines of a file start. The file is kept, as its identity is the key.
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
