package import Render

/// The formats and files for the result of `kiln check`.
package struct CheckOutput: Sendable {
  package typealias Format = ReportFormat

  package struct File: Sendable {
    package let format: Format
    package let path: String

    package init(_ format: Format, path: String) {
      self.format = format
      self.path = path
    }
  }

  /// The format on standard output.
  let format: Format
  let files: [File]

  package init(_ format: Format, files: [File]) {
    self.format = format
    self.files = files
  }

  /// Whether a program reads what is said.
  var isForPipeline: Bool { format != .text || !files.isEmpty }
}
