import Bytes
package import Inspection
import PlatformModel

extension SizeRecord {
  /// Makes a record of what was measured.
  ///
  /// A volume that several images contain is recorded once, with its modules. Shares of compressed streams are
  /// rounded to a hundredth of a byte.
  ///
  /// - Parameters:
  ///   - attributions: the costs of the images' files in flash; empty if they were not computed.
  ///   - check: the budget check of the same images, which has the limits.
  package init(
    _ maps: [FlashMap], attributions: [SizeAttribution], check: BudgetCheck, platform: String,
    configuration: String, revision: String? = nil, time: Int
  ) {
    self.init(
      platform: platform, configuration: configuration, revision: revision, time: time, subjects: [],
      modules: [])
    let costs = Costs(attributions)
    var shares: [String: Double] = [:]
    var seen: Set<String> = []
    // Builds also write images of memory. Their volumes are copies of volumes that are packed in flash images.
    let images = maps.filter { !maps.showUnpacked($0) }
    for outermost in images.flatMap(\.regions).compactMap(\.volume) {
      for (depth, volume) in outermost.withInner.enumerated() where seen.insert(volume.name).inserted {
        let added = volume.modules(costs, isInFlash: depth == 0)
        modules += added
        // Files outside a compressed stream have no share of one.
        let flash = added.compactMap(\.flash)
        if depth > 0, !flash.isEmpty { shares[volume.name] = flash.reduce(0, +).hundredths }
      }
    }
    subjects = check.rows.filter { $0.kind != .module && $0.measure == .raw }.map {
      Subject($0, maps: maps, flash: shares[$0.name])
    }
  }
}

/// The costs of files.
private struct Costs {
  private struct Key: Hashable {
    let volume: String
    let guid: GUID
    let raw: Int
  }

  private var files: [Key: SizeAttribution.File] = [:]
  var isEmpty: Bool { files.isEmpty }

  init(_ attributions: [SizeAttribution]) {
    for file in attributions.flatMap(\.files) {
      let key = Key(volume: file.volume, guid: file.guid, raw: file.raw)
      if files[key] == nil { files[key] = file }
    }
  }

  subscript(volume: String, file: FileUsage) -> SizeAttribution.File? {
    files[Key(volume: volume, guid: file.guid, raw: file.size)]
  }
}

extension VolumeUsage {
  /// The files of the volume, except those that contain volumes.
  fileprivate func modules(_ costs: Costs, isInFlash: Bool) -> [SizeRecord.Module] {
    var modules: [SizeRecord.Module] = []
    for file in files {
      let cost = costs[name, file]
      if cost?.holdsVolumes ?? (file.type == "fv-image") { continue }
      // Outside a compressed stream each byte costs one byte.
      let flash = isInFlash && !costs.isEmpty ? Double(file.size) : cost?.flash.hundredths
      modules.append(
        SizeRecord.Module(guid: file.guid, name: file.name, volume: name, raw: file.size, flash: flash))
    }
    return modules
  }
}

extension SizeRecord.Subject {
  fileprivate init(_ row: BudgetCheck.Row, maps: [FlashMap], flash: Double?) {
    let device = maps.first { $0.subject == row.subject }
    let volume = maps.lazy.flatMap(\.volumes).first { $0.subject == row.subject }
    self.init(
      name: row.name, kind: device == nil ? .volume : .device, size: row.size, used: row.used,
      limit: row.limit, flash: device == nil ? flash : nil,
      holds: device.map { $0.volumes.filter { !$0.files.isEmpty }.map(\.name) }
        ?? volume.map { $0.withInner.dropFirst().map(\.name) } ?? [])
  }
}

extension Double {
  fileprivate var hundredths: Double { (self * 100).rounded() / 100 }
}
