package import Analysis
import Bytes

/// `kiln size`: what costs how much of the flash.
package struct SizeReport {
  /// What one line is about.
  package enum Grouping: String, Sendable, CaseIterable { case volume, file, section }

  private struct Row {
    var name: String
    var place: String
    var guid: GUID?
    var raw: Int
    var flash: Double
  }

  private let attribution: SizeAttribution
  private let grouping: Grouping
  private let rows: [Row]
  private let all: Int

  /// - Parameter top: how many rows to show, the costliest; nil for all.
  package init(_ attribution: SizeAttribution, by grouping: Grouping, top: Int?) {
    self.attribution = attribution
    self.grouping = grouping
    let files = attribution.files.filter { !$0.holdsVolumes }
    var rows: [Row]
    switch grouping {
    case .file:
      rows = files.map { Row(name: $0.name, place: $0.volume, guid: $0.guid, raw: $0.raw, flash: $0.flash) }
    case .volume:
      rows = Self.summed(files.map { Row(name: $0.volume, place: "", raw: $0.raw, flash: $0.flash) })
    case .section:
      rows = Self.summed(
        files.flatMap { file in
          file.sections.map { Row(name: $0.type, place: "", raw: $0.raw, flash: $0.flash) }
        })
    }
    all = rows.count
    // Equal costs in the order of the image.
    rows = rows.enumerated().sorted { ($1.element.flash, $0.offset) < ($0.element.flash, $1.offset) }.map(
      \.element)
    self.rows = top.map { Array(rows.prefix($0)) } ?? rows
  }

  /// One row for each name, in the order in which the names come up.
  private static func summed(_ rows: [Row]) -> [Row] {
    var result: [Row] = []
    var places: [String: Int] = [:]
    for row in rows {
      if let place = places[row.name] {
        result[place].raw += row.raw
        result[place].flash += row.flash
      } else {
        places[row.name] = result.count
        result.append(row)
      }
    }
    return result
  }

  package var text: String {
    var table = TextTable([
      ("flash", .right), ("raw", .right), ("of raw", .right), (grouping.rawValue, .left),
      (grouping == .file ? "volume" : "", .left),
    ])
    for row in rows {
      let flash = Int(row.flash.rounded())
      table.add([String(flash), String(row.raw), flash.percentage(of: row.raw), row.name, row.place])
    }
    let hidden = all - rows.count
    return table.rendered() + (hidden > 0 ? "and \(hidden) more\n" : "") + streams
  }

  private var streams: String {
    attribution.streams.map { stream in
      let booked = stream.booked.map { ", \(Int($0.rounded())) of them booked" } ?? ", shared evenly"
      return "\(stream.codec): \(stream.encodedSize) bytes for \(stream.size)\(booked)\n"
    }.joined()
  }

  package var json: String {
    JSON.encode(
      SizeJSON(
        by: grouping.rawValue,
        rows: rows.map {
          .init(name: $0.name, volume: $0.place, guid: $0.guid?.description, raw: $0.raw, flash: $0.flash)
        },
        streams: attribution.streams.map {
          .init(codec: $0.codec, encodedSize: $0.encodedSize, size: $0.size, booked: $0.booked)
        }))
  }
}

/// The documented form of `kiln size --json`: sizes in bytes, shares of compressed streams with fractions.
private struct SizeJSON: Encodable {
  let schema = "kiln-size-1"
  let by: String
  let rows: [Row]
  let streams: [Stream]

  struct Row: Encodable {
    let name: String
    let volume: String
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
