import Comparison
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Adds configurations that read changed lines which no configuration of the family reads.
struct ChangeSearch {
  var reader: ChangeReader
  var coverage: ChangeCoverage
  let switches: NewSwitches

  /// An addition with the goals that it was found for.
  private struct Addition {
    var change: ConfigurationChange
    let member: Int
    let side: ChangeReader.Side
    var goals: [Int]
    /// Goals of other members that it serves too.
    var others: [Int] = []
  }

  private struct Trial: Hashable {
    let member: Int
    let side: ChangeReader.Side
    let change: ConfigurationChange
  }

  private var trials: [Trial: ReadPlatform?] = [:]
  /// A configuration with a switch that is some members' own says nothing about siblings, so it only serves lines in
  /// conditions with that switch; false once no other way is left.
  private var isStrict = true

  init(_ reader: ChangeReader, _ coverage: ChangeCoverage) {
    self.reader = reader
    self.coverage = coverage
    switches = reader.newSwitches(coverage.manifests)
  }

  /// The most platforms that are read in search of a configuration.
  private static let mostTrials = 400
  /// The most options of a configuration that serves several lines.
  private static let mostOptions = 10

  /// Notes what the known configurations read, and adds further ones.
  mutating func run() async throws(DiagnosticError) {
    for isStrict in [true, false] where isStrict || !coverage.open.isEmpty {
      self.isStrict = isStrict
      for index in reader.configurations.indices { note(configuration: index) }
      // One configuration may serve several lines; where it then misses one, that gets its own.
      for merges in [true, false] where !coverage.open.isEmpty {
        for addition in try await additions(merging: merges) {
          let words = addition.change.words
          let place = addition.goals.first.map { Diagnostic.Place.source(coverage.goals[$0].line.place) }
          note(
            configuration: try await reader.add(
              .init(
                name: words.joined(separator: " "), words: words, members: nil, addedFor: place,
                switches: switches.own(addition.change.defines.keys))))
        }
      }
    }
    noteAbsences()
  }

  /// The switches because of which a configuration serves few lines.
  private func own(_ change: ConfigurationChange) -> Set<String> {
    isStrict ? switches.own(change.defines.keys) : []
  }

  private mutating func note(configuration: Int) {
    let own = reader.configurations[configuration]
    guard own.isExamined else { return }
    for member in reader.touched.sorted() {
      for side in ChangeReader.Side.allCases {
        guard let reading = reader.reading(member, configuration, side) else { continue }
        let name = "\(reader.family.members[member].name) \(own.name)"
        coverage.note(
          reading, side, path: reader.tree(side).path(of:), as: name, about: isStrict ? own.switches : [])
      }
    }
  }

  private mutating func additions(merging: Bool) async throws(DiagnosticError) -> [Addition] {
    var additions: [Addition] = []
    // What the additions read of one member.
    var expected = coverage
    for goal in coverage.open where expected.goals[goal].reader == nil {
      // What was added for a line of one member may serve a line of another.
      if let index = try await known(for: goal, additions) {
        additions[index].others.append(goal)
        continue
      }
      guard let found = try await addition(for: goal) else { continue }
      if merging, let merged = try await merged(found, with: additions) {
        additions[merged.index].change = merged.change
        additions[merged.index].goals.append(goal)
      } else {
        additions.append(found)
      }
      if let reading = try await read(Trial(member: found.member, side: found.side, change: found.change)) {
        expected.note(
          reading.reading, found.side, path: reader.tree(found.side).path(of:), as: "added",
          about: own(found.change))
      }
    }
    return additions
  }

  private mutating func merged(
    _ addition: Addition, with others: [Addition]
  ) async throws(DiagnosticError) -> (index: Int, change: ConfigurationChange)? {
    for (index, other) in others.enumerated()
    where other.member == addition.member && other.side == addition.side {
      guard let change = other.change.merged(with: addition.change),
        change.words.count <= 2 * Self.mostOptions
      else { continue }
      if try await reads(
        other.goals + addition.goals, Trial(member: other.member, side: other.side, change: change))
      {
        return (index, change)
      }
    }
    return nil
  }

  private mutating func known(for goal: Int, _ additions: [Addition]) async throws(DiagnosticError) -> Int? {
    let wanted = coverage.goals[goal]
    let path = reader.tree(wanted.line.side).path(of: coverage.manifests[wanted.manifest].path)
    for (index, addition) in additions.enumerated() {
      for member in reader.touched.sorted() {
        guard reader.reading(member, 0, wanted.line.side)?.paths.contains(path) ?? false else { continue }
        if try await reads([goal], Trial(member: member, side: wanted.line.side, change: addition.change)) {
          return index
        }
      }
    }
    return nil
  }

  /// The first options found with which a member reads the line.
  private mutating func addition(for goal: Int) async throws(DiagnosticError) -> Addition? {
    let wanted = coverage.goals[goal]
    let side = wanted.line.side
    let tree = reader.tree(side)
    let path = tree.path(of: coverage.manifests[wanted.manifest].path)
    for member in reader.touched.sorted() {
      guard let read = reader.readings[.init(member: member, configuration: 0, side: side)],
        read.reading.paths.contains(path)
      else { continue }
      var routes = LineRoutes(read.reading, files: tree.files)
      let ways = routes.routes(to: path, wanted.wishes)
      if coverage.goals[goal].conditions == nil { coverage.note(ways.first ?? [], of: goal) }
      let search = ConfigurationSearch(read.reading, toolchains: read.definition?.toolChains ?? [])
      for way in ways {
        var starts = wanted.distance.map { read.changes(for: $0) } ?? [ConfigurationChange()]
        var tried: Set<ConfigurationChange> = []
        while let start = starts.popLast() {
          for change in search.proposals(way, from: start) where tried.insert(change).inserted {
            let trial = Trial(member: member, side: side, change: change)
            if try await reads([goal], trial) {
              return Addition(change: change, member: member, side: side, goals: [goal])
            }
            // The branch is taken, but the line is for something else.
            if let distance = try await distance(of: goal, trial) {
              coverage.note(distance, of: goal)
              starts += read.changes(for: distance).compactMap { change.merged(with: $0) }.filter {
                !tried.contains($0) && $0 != start
              }
            }
          }
        }
      }
    }
    return nil
  }

  private mutating func reads(_ goals: [Int], _ trial: Trial) async throws(DiagnosticError) -> Bool {
    guard let read = try await read(trial) else { return false }
    return coverage.areMet(
      goals, by: read.reading, trial.side, path: reader.tree(trial.side).path(of:), about: own(trial.change))
  }

  private mutating func distance(
    of goal: Int, _ trial: Trial
  ) async throws(DiagnosticError) -> PlatformReading.Distance? {
    guard let read = try await read(trial) else { return nil }
    return coverage.distance(
      of: goal, in: read.reading, trial.side, path: reader.tree(trial.side).path(of:))
  }

  private mutating func read(_ trial: Trial) async throws(DiagnosticError) -> ReadPlatform? {
    if let known = trials[trial] { return known }
    guard trials.count < Self.mostTrials else { return nil }
    let selection = try reader.loader.selection(
      of: reader.family.members[trial.member], with: trial.change.words, reader.family)
    let read = try await reader.tree(trial.side).read(selection)
    trials[trial] = .some(read)
    return read
  }
}

extension ReadPlatform {
  /// Options with which a line that is for something else is for the platform, the best last.
  fileprivate func changes(for distance: PlatformReading.Distance) -> [ConfigurationChange] {
    switch distance {
    case .architectures(let names):
      return reading.supported.filter { names.contains($0.name) }.reversed().map { architecture in
        var change = ConfigurationChange()
        change.architectures = [architecture]
        return change
      }
    case .option(let family, let target, let toolchain, let architecture):
      var change = ConfigurationChange()
      change.target = target.map { BuildTarget($0) }
      if let architecture {
        guard let found = reading.supported.first(where: { $0.name == architecture }) else { return [] }
        change.architectures = [found]
      }
      if family != nil || toolchain != nil {
        let suited = definition?.toolChains.filter { tag in
          toolchain.map { $0 == tag } ?? true
            && (family.map { definition?.families(of: tag).contains($0) ?? false } ?? true)
        }
        guard let tag = suited?.max() else { return [] }
        change.toolchain = tag
      }
      return [change]
    }
  }
}
