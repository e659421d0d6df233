/// The options for comparing and recording sizes.
package struct HistorySelection: Sendable {
  /// A file to which a record is added.
  package var record: String?
  /// A size history, an image, a folder of images or a revision of git.
  package var base: String?
  /// The file with the records of revisions; `record` if nil.
  package var history: String?
  /// The name of the revision in the record; git's if nil.
  package var revision: String?
  /// `--max-base-age`, as typed: how old the base may be.
  package var maximumAge: String?

  package init(
    record: String? = nil, base: String? = nil, history: String? = nil, revision: String? = nil,
    maximumAge: String? = nil
  ) {
    self.maximumAge = maximumAge
    self.record = record
    self.base = base
    self.history = history
    self.revision = revision
  }

  /// Whether sizes are recorded or compared.
  var isWanted: Bool { record != nil || base != nil }
}
