import Bytes
import Render

/// `kiln size`: how much flash each volume, file, library or symbol costs.
package struct SizeReport {
  private let ranking: SizeRanking
  private let streams: [SizeAttribution.Stream]
  private let rows: [SizeRanking.Row]

  /// - Parameter top: how many of the costliest rows to show; nil for all.
  package init(_ attributions: [SizeAttribution], by grouping: SizeRanking.Grouping, top: Int?) {
    let ranking = SizeRanking(attributions, by: grouping)
    self.ranking = ranking
    streams = attributions.flatMap(\.streams)
    rows = top.map { Array(ranking.rows.prefix($0)) } ?? ranking.rows
  }

  package var text: String {
    let hasPlaces = rows.contains { !$0.place.isEmpty }
    var table = TextTable([
      ("flash", .right), ("raw", .right), ("of raw", .right), (ranking.grouping.rawValue, .left),
      (hasPlaces ? ranking.grouping == .file ? "volume" : "of" : "", .left),
    ])
    for row in rows { table.add(row.cells + [row.name, row.place]) }
    table.add(ranking.total.cells + ["all", ""])
    let hidden = ranking.rows.count - rows.count
    return table.rendered() + (hidden > 0 ? "\(hidden) more not shown\n" : "")
      + streams.map(\.sentence).joined()
  }

  package var json: String {
    JSON.encode(
      SizeJSON(
        by: ranking.grouping.rawValue,
        rows: rows.map {
          .init(name: $0.name, of: $0.place, guid: $0.guid?.description, raw: $0.raw, flash: $0.flash)
        },
        streams: streams.map {
          .init(codec: $0.codec, encodedSize: $0.encodedSize, size: $0.size, booked: $0.booked)
        }))
  }
}

extension SizeRanking.Row {
  fileprivate var cells: [String] {
    let bytes = Int(flash.rounded())
    return [String(bytes), String(raw), bytes.percentage(of: raw)]
  }
}

extension SizeAttribution.Stream {
  fileprivate var sentence: String {
    let shares = booked.map { ", \(Int($0.rounded())) of them attributed" } ?? ", divided evenly"
    return "\(codec): \(size) bytes compressed to \(encodedSize)\(shares)\n"
  }
}

/// The documented form of `kiln size --json`: sizes in bytes, with fractions for shares of compressed streams.
private struct SizeJSON: Encodable {
  let schema = "kiln-size-1"
  let by: String
  let rows: [Row]
  let streams: [Stream]

  struct Row: Encodable {
    let name: String
    let of: String
    let guid: String?
    let raw: Int
    let flash: Double
  }

  struct Stream: Encodable {
    let codec: String
    let encodedSize: Int
    let size: Int
    let booked: Double?
  }
}
