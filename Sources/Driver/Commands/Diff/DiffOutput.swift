/// The format of `kiln diff`.
package enum DiffFormat: String, Sendable, CaseIterable { case text, json, markdown }

/// The output of `kiln diff`: a report on standard output, and a page.
package struct DiffOutput: Sendable {
  package var format: DiffFormat
  /// The path of the side-by-side page; nil for none.
  package var page: String?

  package init(_ format: DiffFormat, page: String? = nil) {
    self.format = format
    self.page = page
  }
}
