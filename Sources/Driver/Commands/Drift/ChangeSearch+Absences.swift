import Comparison
import Manifests
import PlatformModel
import Vocabulary

extension ChangeSearch {
  /// Notes which of the open lines are for what there is not.
  mutating func noteAbsences() {
    for goal in coverage.open {
      let wanted = coverage.goals[goal]
      let (side, file) = (wanted.line.side, coverage.manifests[wanted.manifest].path)
      let path = reader.tree(side).path(of: file)
      let readers = reader.touched.sorted().compactMap {
        reader.readings[.init(member: $0, configuration: 0, side: side)]
      }.filter { $0.reading.paths.contains(path) }
      guard let distance = wanted.distance, !readers.isEmpty else { continue }
      if let absence = distance.absence(from: readers, isShared: reader.isShared(file)) {
        coverage.note(absence, of: goal)
      }
    }
  }
}

extension PlatformReading.Distance {
  /// What the line is for, if none of the platforms can be built for it.
  ///
  /// - Parameter isShared: Whether the line is in a file of platforms outside the family, too.
  fileprivate func absence(from platforms: [ReadPlatform], isShared: Bool) -> ChangeCoverage.Absence? {
    switch self {
    case .architectures(let names):
      let supported = platforms.contains { $0.reading.supported.contains { names.contains($0.name) } }
      return isShared && !supported ? .architectures(names) : nil
    case .option(let family, _, let toolchain, _):
      // Without a tools_def nothing is known about tool chains.
      let definitions = platforms.compactMap(\.definition)
      guard definitions.count == platforms.count else { return nil }
      if let toolchain, !definitions.contains(where: { $0.toolChains.contains(toolchain) }) {
        return .toolchain(toolchain)
      }
      if let family, !definitions.contains(where: { $0.has(family: family) }) { return .toolchain(family) }
      return nil
    }
  }
}

extension ToolsDefinition {
  fileprivate func has(family: String) -> Bool { toolChains.contains { families(of: $0).contains(family) } }
}
