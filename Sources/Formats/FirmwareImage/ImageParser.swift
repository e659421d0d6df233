internal import Diagnostics

/// What an image may cost before parsing gives up on a part of it.
package struct ParsingLimits: Equatable, Sendable {
  /// For all encapsulations of the image together, in bytes.
  package var decodedBytes: Int
  /// Volumes and encapsulations inside each other.
  package var depth: Int

  package init(decodedBytes: Int = 256 << 20, depth: Int = 64) {
    self.decodedBytes = decodedBytes
    self.depth = depth
  }
}

/// What is known while an image is taken apart: where the parser stands, what it may still spend,
/// and what it has found wrong.
///
/// The formats extend it, each in the file that is named for it (`+Volume`, `+File`, `+Section`).
struct ImageParser {
  let path: String
  let decoder: (any SectionDecoder)?
  let limits: ParsingLimits
  /// Of each encapsulation around the bytes at hand, the offset of its payload.
  private var enclosing: [Int] = []
  private var depth = 0
  private(set) var decodedBytes = 0
  private(set) var diagnostics: [Diagnostic] = []

  /// A damaged image can have a problem every few bytes; nobody reads more than these.
  private static let mostDiagnostics = 100

  init(path: String, decoder: (any SectionDecoder)?, limits: ParsingLimits) {
    self.path = path
    self.decoder = decoder
    self.limits = limits
  }

  /// How many bytes the next encapsulation may decode to.
  var decodedBytesLeft: Int { max(0, limits.decodedBytes - decodedBytes) }

  /// Counts bytes against the limit.
  mutating func spend(_ count: Int) { decodedBytes += count }

  /// The place of the byte at `index` of the bytes at hand.
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

  /// Runs `body` one level deeper; nil when the image is nested too deeply, which is reported.
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

  /// Runs `body` on what the payload at `index` was decoded to; its offsets count from there.
  mutating func decoded<Result>(
    at index: Int, count: Int, _ body: (inout ImageParser) -> Result
  ) -> Result? {
    spend(count)
    enclosing.append(index)
    defer { enclosing.removeLast() }
    return nested(at: 0, body)
  }
}
