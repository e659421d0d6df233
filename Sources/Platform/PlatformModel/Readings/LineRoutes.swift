package import Manifests

/// The conditions on the way from a platform's DSC or FDF to a line, through all includes, whatever they are now.
package struct LineRoutes {
  private let files: any ManifestFiles
  /// By the including and the included file.
  private let includes: [String: [MacroUses.Include]]
  private let flash: Set<String>
  private var scans: [String: BranchScan] = [:]

  package init(_ reading: PlatformReading, files: any ManifestFiles) {
    self.files = files
    flash = reading.flashPaths
    var includes: [String: [MacroUses.Include]] = [:]
    for include in reading.uses.includes {
      for path in include.candidates { includes[path, default: []].append(include) }
    }
    self.includes = includes
  }

  /// The most ways through includes, and the deepest, that are looked at.
  private static let most = 8

  /// The wishes for a line of the file at `path`, for each way to that file.
  package mutating func routes(
    to path: String, _ wishes: [BranchScan.Wish]
  ) -> [[ConfigurationSearch.Wish]] {
    let own = resolved(wishes, in: path)
    return ways(to: path, depth: 0).map { $0 + own }
  }

  private mutating func ways(to path: String, depth: Int) -> [[ConfigurationSearch.Wish]] {
    let sites = includes[path] ?? []
    guard !sites.isEmpty, depth < Self.most else { return [[]] }
    var ways: [[ConfigurationSearch.Wish]] = []
    var seen: Set<LineRecord.Place> = []
    for site in sites where seen.insert(.init(path: site.path, offset: site.offset)).inserted {
      let line = scan(site.path).lines.first { $0.offset == site.offset }
      let own = resolved(line?.ways.first ?? [], in: site.path)
      for way in self.ways(to: site.path, depth: depth + 1) where ways.count < Self.most {
        ways.append(way + own)
      }
    }
    return ways
  }

  private mutating func resolved(_ wishes: [BranchScan.Wish], in path: String) -> [ConfigurationSearch.Wish] {
    let conditions = scan(path).conditions
    return wishes.compactMap { wish in
      conditions[wish.offset].map { ConfigurationSearch.Wish($0, wish.holds) }
    }
  }

  private mutating func scan(_ path: String) -> BranchScan {
    if let known = scans[path] { return known }
    let bytes = files.bytes(of: path) ?? []
    let scan = BranchScan(bytes, flash.contains(path) || path.contains(".fdf") ? .fdf : .dsc)
    scans[path] = scan
    return scan
  }
}
