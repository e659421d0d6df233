import ArgumentParser
import KilnDriver

/// Where sizes are recorded, and what they are compared with.
struct HistoryOptions: ParsableArguments {
  @Option(help: "Add the sizes to this history, as a line of JSON.")
  var record: String?

  @Option(
    help: """
      Show growth since this base: a size history or a record of one, an image, a folder of images, or a git \
      revision that the history of --record or --history contains, itself or through an ancestor.
      """)
  var base: String?

  @Option(help: "The size history in which to look up the revision of --base. Default: that of --record.")
  var history: String?

  @Option(help: "The revision to store in the record. Default: the commit of the workspace.")
  var revision: String?

  @Option(
    help:
      "How old the base may be: hours, days or weeks, such as 36h, 30d, 2w. An older one is not relied on.")
  var maxBaseAge: String?

  func validate() throws {
    if revision != nil, record == nil { throw ValidationError("--revision requires --record.") }
    if history != nil, base == nil { throw ValidationError("--history requires --base.") }
  }

  var selection: HistorySelection {
    HistorySelection(record: record, base: base, history: history, revision: revision, maximumAge: maxBaseAge)
  }
}
