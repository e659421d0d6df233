/// In which form `kiln diff` says what differs.
package enum DiffFormat: String, Sendable, CaseIterable { case text, json, markdown }

/// What `kiln diff` leaves: a report on standard output, and a page.
package struct DiffOutput: Sendable {
  package var format: DiffFormat
  /// Where the side-by-side page goes; nil for none.
  package var page: String?

  package init(_ format: DiffFormat, page: String? = nil) {
    self.format = format
    self.page = page
  }
}
