/// What to compare sizes with, and where to record them.
package struct HistorySelection: Sendable {
  /// A file to which a record is added.
  package var record: String?
  /// A size history, an image, a folder of images or a revision of git.
  package var base: String?
  /// Where the records of revisions are; `record` when nil.
  package var history: String?
  /// What the record calls its revision, in place of what git says.
  package var revision: String?

  package init(
    record: String? = nil, base: String? = nil, history: String? = nil, revision: String? = nil
  ) {
    self.record = record
    self.base = base
    self.history = history
    self.revision = revision
  }

  /// Whether sizes are to be recorded or compared at all.
  var isWanted: Bool { record != nil || base != nil }
}
