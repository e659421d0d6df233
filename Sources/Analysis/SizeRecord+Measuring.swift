import Bytes

extension SizeRecord {
  /// What was measured, as a record.
  ///
  /// A volume that several images hold is recorded once, with its modules. Shares of compressed streams are
  /// recorded to a hundredth of a byte.
  ///
  /// - Parameters:
  ///   - images: what was measured, with what its files cost in flash where that was worked out.
  ///   - check: of the same images, with their limits.
  package init(
    _ images: [(map: FlashMap, attribution: SizeAttribution?)], check: BudgetCheck, platform: String,
    configuration: String, revision: String? = nil, time: Int
  ) {
    self.init(
      platform: platform, configuration: configuration, revision: revision, time: time, subjects: [],
      modules: [])
    var shares: [String: Double] = [:]
    var seen: Set<String> = []
    for (map, attribution) in images {
      var costs = Costs(attribution)
      for region in map.regions {
        guard let outermost = region.volume else { continue }
        for volume in outermost.withInner where seen.insert(volume.name).inserted {
          let added = volume.modules(&costs)
          modules += added
          // What stands in flash itself has no share of anything.
          let flash = added.compactMap(\.flash)
          guard volume != outermost, !flash.isEmpty else { continue }
          shares[volume.name] = flash.reduce(0, +).hundredths
        }
      }
    }
    let maps = images.map(\.map)
    subjects = check.rows.map { Subject($0, maps: maps, flash: shares[$0.subject]) }
  }
}

/// What files cost, asked in an order that is not quite that of the image.
private struct Costs {
  private struct Key: Hashable {
    let guid: GUID
    let raw: Int
  }

  private var waiting: [Key: [SizeAttribution.File]] = [:]

  init(_ attribution: SizeAttribution?) {
    // Backwards, so that the first is the last to be taken.
    for file in (attribution?.files ?? []).reversed() {
      waiting[Key(guid: file.guid, raw: file.raw), default: []].append(file)
    }
  }

  mutating func next(_ file: FileUsage) -> SizeAttribution.File? {
    waiting[Key(guid: file.guid, raw: file.size)]?.popLast()
  }
}

extension VolumeUsage {
  /// Its files, but for those that are there for the volumes in them.
  fileprivate func modules(_ costs: inout Costs) -> [SizeRecord.Module] {
    var modules: [SizeRecord.Module] = []
    for file in files {
      let cost = costs.next(file)
      if cost?.holdsVolumes ?? (file.type == "fv-image") { continue }
      modules.append(
        SizeRecord.Module(
          guid: file.guid, name: file.name, volume: name, raw: file.size, flash: cost?.flash.hundredths))
    }
    return modules
  }
}

extension SizeRecord.Subject {
  fileprivate init(_ row: BudgetCheck.Row, maps: [FlashMap], flash: Double?) {
    let device = maps.first { $0.name == row.subject }
    let volume = maps.lazy.flatMap(\.volumes).first { $0.name == row.subject }
    self.init(
      name: row.subject, kind: device == nil ? .volume : .device, size: row.size, used: row.used,
      limit: row.limit, flash: device == nil ? flash : nil,
      holds: device.map { $0.volumes.filter { !$0.files.isEmpty }.map(\.name) }
        ?? volume.map { $0.withInner.dropFirst().map(\.name) } ?? [])
  }
}

extension Double {
  fileprivate var hundredths: Double { (self * 100).rounded() / 100 }
}
