package import Diagnostics

/// How large a flash device or volume may become.
package struct Budget: Sendable {
  /// The name of an FD or FV of the platform.
  package var subject: String
  /// In bytes.
  package var limit: Int
  package var range: SourceRange

  package init(subject: String, limit: Int, range: SourceRange) {
    self.subject = subject
    self.limit = limit
    self.range = range
  }
}
