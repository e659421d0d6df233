import Manifests

/// What stands in an FDF, counted as edk2's own parser counts it.
struct FDFCounts: Equatable, CustomStringConvertible {
  var devices = 0
  var regions = 0
  /// Bytes of DATA in regions.
  var data = 0
  var volumes = 0
  /// INF and FILE statements of volumes, APRIORI lists not counted.
  var modules = 0
  var files = 0
  /// Entries of APRIORI lists.
  var apriori = 0
  var rules = 0
  /// Sections of rules, those within others too.
  var sections = 0

  init(_ counts: [Int]) {
    guard counts.count == 9 else { return }
    (devices, regions, data) = (counts[0], counts[1], counts[2])
    (volumes, modules, files) = (counts[3], counts[4], counts[5])
    (apriori, rules, sections) = (counts[6], counts[7], counts[8])
  }

  init(of file: FDFFile) {
    devices = file.flashDevices.count
    let allRegions = file.flashDevices.flatMap(\.regions)
    regions = allRegions.count
    for case .data(let list) in allRegions.map(\.content) {
      data += list.reduce(0) { $0 + $1.bytes.count }
    }
    volumes = file.volumes.count
    for entry in file.volumes.flatMap(\.entries) {
      if case .module = entry { modules += 1 } else { files += 1 }
    }
    apriori = file.volumes.flatMap(\.aprioriLists).reduce(0) { $0 + $1.entries.count }
    rules = file.rules.count
    sections = Self.count(file.rules.flatMap(\.sections))
  }

  private static func count(_ sections: [FDFSection]) -> Int {
    sections.reduce(0) { sum, section in
      switch section.content {
      case .compressed(_, let inner), .guided(_, let inner): sum + 1 + count(inner)
      default: sum + 1
      }
    }
  }

  var description: String {
    "\(devices) FDs, \(regions) regions, \(data) bytes of DATA, \(volumes) FVs, \(modules) INF, \(files) FILE, "
      + "\(apriori) APRIORI entries, \(rules) rules, \(sections) sections"
  }
}
