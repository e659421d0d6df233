import ArgumentParser
import KilnDriver

/// Where sizes are recorded, and what they are compared with.
struct HistoryOptions: ParsableArguments {
  @Option(help: "Add the sizes to this size history, as a line of JSON.")
  var record: String?

  @Option(
    help: """
      Show what grew since: a size history or a record of one, an image or a folder of images, or a revision \
      of git that the history of --record or --history has, itself or an ancestor.
      """)
  var base: String?

  @Option(help: "The size history that has the revision of --base. Default: that of --record.")
  var history: String?

  @Option(help: "What the record calls the revision. Default: what git says of the workspace.")
  var revision: String?

  func validate() throws {
    if revision != nil, record == nil { throw ValidationError("--revision is for --record.") }
    if history != nil, base == nil { throw ValidationError("--history is for --base.") }
  }

  var selection: HistorySelection {
    HistorySelection(record: record, base: base, history: history, revision: revision)
  }
}
