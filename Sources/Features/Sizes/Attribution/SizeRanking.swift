package import Bytes

/// Costs added up by volume, file, library or symbol, the largest first. The rows add up to all files.
package struct SizeRanking: Equatable, Sendable {
  package enum Grouping: String, Sendable, CaseIterable { case volume, file, section, library, symbol }

  package struct Row: Equatable, Sendable {
    package var name: String
    /// A file's volume, or a symbol's library and module; otherwise empty.
    package var place = ""
    package var guid: GUID?
    /// Decoded size in bytes.
    package var raw: Int
    /// Cost in bytes of flash.
    package var flash: Double
  }

  /// The row for bytes of a file that are in none of its sections.
  static let fileHeaders = "(file headers)"
  static let headersAndRelocations = "(headers, relocations)"

  package let grouping: Grouping
  package private(set) var rows: [Row] = []

  /// The sum of all rows.
  package var total: Row {
    rows.reduce(into: Row(name: "", raw: 0, flash: 0)) { sum, row in
      sum.raw += row.raw
      sum.flash += row.flash
    }
  }

  package init(_ attributions: [SizeAttribution], by grouping: Grouping) {
    self.grouping = grouping
    // The files of inner volumes are listed themselves.
    for file in attributions.flatMap(\.files) where !file.holdsVolumes { add(file) }
    if grouping != .file { sum() }
    // Equal costs stay in the order of the image.
    rows = rows.enumerated().sorted { ($1.element.flash, $0.offset) < ($0.element.flash, $1.offset) }
      .map(\.element)
  }

  private mutating func add(_ file: SizeAttribution.File) {
    switch grouping {
    case .file:
      rows.append(Row(name: file.name, place: file.volume, guid: file.guid, raw: file.raw, flash: file.flash))
    case .volume: rows.append(Row(name: file.volume, raw: file.raw, flash: file.flash))
    case .section:
      rows += file.sections.map { Row(name: $0.type, raw: $0.raw, flash: $0.flash) }
      addRest(of: file.raw, file.flash, parts: file.sections.map { ($0.raw, $0.flash) }, Self.fileHeaders)
    case .library, .symbol:
      for section in file.sections { add(section, of: file) }
      addRest(of: file.raw, file.flash, parts: file.sections.map { ($0.raw, $0.flash) }, Self.fileHeaders)
    }
  }

  private mutating func add(_ section: SizeAttribution.Section, of file: SizeAttribution.File) {
    guard !section.parts.isEmpty else {
      rows.append(
        Row(
          name: "(\(section.type))", place: grouping == .symbol ? file.name : "", raw: section.raw,
          flash: section.flash))
      return
    }
    for part in section.parts {
      let row =
        grouping == .library
        ? Row(name: part.library, raw: part.raw, flash: part.flash)
        : Row(name: part.name, place: "\(part.library) in \(file.name)", raw: part.raw, flash: part.flash)
      rows.append(row)
    }
    addRest(
      of: section.raw, section.flash, parts: section.parts.map { ($0.raw, $0.flash) },
      Self.headersAndRelocations)
  }

  /// Adds a row for the bytes that are in no part.
  private mutating func addRest(
    of raw: Int, _ flash: Double, parts: [(raw: Int, flash: Double)], _ name: String
  ) {
    let rest = parts.reduce((raw: raw, flash: flash)) { ($0.raw - $1.raw, $0.flash - $1.flash) }
    if rest.raw > 0 { rows.append(Row(name: name, raw: rest.raw, flash: max(0, rest.flash))) }
  }

  /// Merges rows of the same name and place, in the order of first appearance.
  private mutating func sum() {
    struct Key: Hashable {
      let name: String
      let place: String
    }
    var sums: [Row] = []
    var places: [Key: Int] = [:]
    for row in rows {
      let key = Key(name: row.name, place: row.place)
      if let place = places[key] {
        sums[place].raw += row.raw
        sums[place].flash += row.flash
      } else {
        places[key] = sums.count
        sums.append(row)
      }
    }
    rows = sums
  }
}
