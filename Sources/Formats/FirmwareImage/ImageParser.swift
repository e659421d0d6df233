internal import Diagnostics

/// Limits that stop the parsing of a part of an image.
package struct ParsingLimits: Equatable, Sendable {
  /// Total decoded size of all encapsulations of the image, in bytes.
  package var decodedBytes: Int
  /// Nesting depth of volumes and encapsulations.
  package var depth: Int

  package init(decodedBytes: Int = 256 << 20, depth: Int = 64) {
    self.decodedBytes = decodedBytes
    self.depth = depth
  }
}

/// The state of parsing: the current place, the remaining limits, and the problems found.
///
/// Extensions parse the formats, each in a file of its own (`+Volume`, `+File`, `+Section`).
struct ImageParser {
  let path: String
  let decoder: (any SectionDecoder)?
  let limits: ParsingLimits
  /// The payload offsets of the encapsulations around the current bytes, outermost first.
  private var enclosing: [Int] = []
  private var depth = 0
  private(set) var decodedBytes = 0
  private(set) var diagnostics: [Diagnostic] = []

  /// The maximum number of reported problems; a damaged image can have one every few bytes.
  private static let mostDiagnostics = 100

  init(path: String, decoder: (any SectionDecoder)?, limits: ParsingLimits) {
    self.path = path
    self.decoder = decoder
    self.limits = limits
  }

  /// The maximum decoded size of the next encapsulation, in bytes.
  var decodedBytesLeft: Int { max(0, limits.decodedBytes - decodedBytes) }

  /// Counts decoded bytes against the limit.
  mutating func spend(_ count: Int) { decodedBytes += count }

  /// The place of the byte at `index` in the current bytes.
  func place(_ index: Int) -> Diagnostic.Place { .image(path: path, offsets: enclosing + [index]) }

  mutating func report(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity? = nil, at index: Int, _ message: String,
    fix: String =
      "get the image again, or inspect these bytes: they are damaged, or were not written by a PI tool"
  ) {
    if diagnostics.count < Self.mostDiagnostics {
      diagnostics.append(Diagnostic(code, severity, at: place(index), message, fix: fix))
    } else if diagnostics.count == Self.mostDiagnostics {
      diagnostics.append(
        Diagnostic(
          .imageProblems, at: .file(path), "further problems are not shown",
          fix: "look at the first ones: the others may result from them"))
    }
  }

  /// Runs `body` one level deeper; nil if the nesting limit is reached, which is reported.
  mutating func nested<Result>(at index: Int, _ body: (inout ImageParser) -> Result) -> Result? {
    guard depth < limits.depth else {
      report(
        .imageNesting, at: index,
        "volumes and encapsulations are nested more than \(limits.depth) levels deep")
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// Runs `body` on the decoded payload of the encapsulation at `index`; offsets in it start at 0.
  mutating func decoded<Result>(
    at index: Int, count: Int, _ body: (inout ImageParser) -> Result
  ) -> Result? {
    spend(count)
    enclosing.append(index)
    defer { enclosing.removeLast() }
    return nested(at: 0, body)
  }
}
