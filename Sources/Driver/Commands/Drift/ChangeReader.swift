import Comparison
import Diagnostics
import Host
import Manifests
import PlatformModel
import Vocabulary

/// Reads the members of a family in its configurations, before and after a change.
struct ChangeReader: Sendable {
  typealias Side = ChangedManifest.Side

  /// A configuration with what every member is resolved as in it.
  struct Configuration: Sendable {
    var name: String
    var words: [String]
    /// nil for all.
    var members: Set<String>?
    /// The changed line for which it was added; nil if the family declares it.
    var addedFor: Diagnostic.Place?
    /// Those of its macros that the change invents for some members alone.
    var switches: Set<String> = []
    /// The options of a variant, in place of the words.
    var options: PlatformSelection?
    /// Whether members are compared in it; otherwise it is only read.
    var isExamined = true
  }

  struct Key: Hashable, Sendable {
    let member: Int
    let configuration: Int
    let side: Side
  }

  let loader: FamilyLoader
  let family: PlatformFamily
  let base: RevisionWorkspace
  let before: FamilyTree
  let after: FamilyTree
  private(set) var configurations: [Configuration]
  private(set) var readings: [Key: ReadPlatform] = [:]
  /// Changed files below the workspace.
  private(set) var changed: Set<String> = []
  /// Members whose manifests have changed.
  private(set) var touched: Set<Int> = []

  /// - Parameter variants: nil for the configurations of the family alone.
  init(
    _ family: PlatformFamily, variants: DriftVariants? = nil, loader: FamilyLoader, base: RevisionWorkspace,
    after: FamilyTree
  ) {
    self.family = family
    self.loader = loader
    self.base = base
    before = FamilyTree(base)
    self.after = after
    configurations =
      [
        Configuration(
          name: PlatformFamily.plain, words: [], members: nil, isExamined: !(variants?.isWhole ?? false))
      ]
      + family.configurations.map { Configuration(name: $0.name, words: $0.words, members: $0.members) }
      + (variants?.configurations ?? [])
  }

  func tree(_ side: Side) -> FamilyTree { side == .before ? before : after }

  func reading(_ member: Int, _ configuration: Int, _ side: Side) -> PlatformReading? {
    readings[Key(member: member, configuration: configuration, side: side)]?.reading
  }

  /// The members that a tree has.
  func members(_ side: Side) -> [Int] {
    family.members.indices.filter { reading($0, 0, side) != nil }
  }

  func selection(_ member: Int, _ configuration: Int) throws(DiagnosticError) -> PlatformSelection {
    let own = configurations[configuration]
    if let options = own.options { return try loader.selection(of: family.members[member], with: options) }
    return try loader.selection(of: family.members[member], with: own.words, family)
  }

  /// Reads all members without further options, and finds what has changed.
  mutating func start() async throws(DiagnosticError) {
    try await read(family.members.indices.map { Key(member: $0, configuration: 0, side: .after) })
    var known = closure(.after)
    for suffix in Self.suffixes + [".dec"] { known.formUnion(base.files.paths(endingIn: suffix)) }
    for member in members(.after) {
      known.formUnion(reading(member, 0, .after)?.modules.map(\.text) ?? [])
    }
    changed = try await after.changes(since: base, known: known)
    // Without the plain configuration, what has changed in an INF only shows in the others.
    touched = Set(
      family.members.indices.filter { isTouched($0, .after) || !configurations[0].isExamined })
    try await read(touched.sorted().map { Key(member: $0, configuration: 0, side: .before) })
    // What only the manifests before the change include is compared now.
    changed.formUnion(try await after.changes(since: base, known: known.union(closure(.before))))
    for member in family.members.indices where !touched.contains(member) {
      readings[Key(member: member, configuration: 0, side: .before)] =
        readings[Key(member: member, configuration: 0, side: .after)]
    }
    for index in configurations.indices.dropFirst() { try await read(configuration: index) }
    try await readModules()
  }

  /// Finds the changed INF files that only other configurations name.
  private mutating func readModules() async throws(DiagnosticError) {
    for index in configurations.indices.dropFirst() {
      let names = configurations[index].members
      try await readUntouched(
        members(.after).filter { !touched.contains($0) && names?.contains(family.members[$0].name) ?? true },
        configuration: index)
    }
    var modules: Set<String> = []
    for (key, read) in readings where key.side == .after {
      modules.formUnion(read.reading.modules.map(\.text))
    }
    changed.formUnion(try await after.changes(since: base, known: modules))
  }

  /// Adds a configuration for all members, and reads it.
  mutating func add(_ configuration: Configuration) async throws(DiagnosticError) -> Int {
    configurations.append(configuration)
    try await read(configuration: configurations.count - 1)
    return configurations.count - 1
  }

  /// The endings of DSC and FDF files and of what they include.
  private static let suffixes = [".dsc", ".fdf", ".dsc.inc", ".fdf.inc"]

  /// Changed DSC and FDF files that no member reads.
  var foreign: [String] {
    let own = closure(.before).union(closure(.after))
    let files = changed.filter { path in
      !own.contains(path) && Self.suffixes.contains { path.hasSuffix($0) }
    }
    // What has no manifest in the workspace is on neither side of the change.
    let outside = members(.after).filter { member in
      !(reading(member, 0, .after)?.paths.contains { after.inside($0) != nil } ?? false)
    }
    return files.sorted() + outside.map { "\(family.members[$0].name) (outside the workspace)" }
  }

  /// The changed manifests of the family, in the order of their paths.
  func manifests() async throws(DiagnosticError) -> [ChangedManifest] {
    let own = closure(.before).union(closure(.after))
    var manifests: [ChangedManifest] = []
    for path in changed.intersection(own).sorted() {
      let manifest = ChangedManifest(
        path, isFlash(path) ? .fdf : .dsc, before: try await before.file(path),
        after: try await after.file(path))
      if !manifest.lines.isEmpty { manifests.append(manifest) }
    }
    return manifests
  }

  /// Whether a file is in a package without a member's platform, so that it is there for platforms of other packages.
  func isShared(_ path: String) -> Bool {
    let package = path.prefix { $0 != "/" } + "/"
    return !family.members.contains { $0.words[0].hasPrefix(package) }
  }

  /// The macros that the change invents.
  func newSwitches(_ manifests: [ChangedManifest]) -> NewSwitches {
    let (old, new) = (members(.before), members(.after))
    let macros = { (member: Int, side: Side) in reading(member, 0, side)?.uses.names ?? [] }
    return NewSwitches(
      before: old.map { macros($0, .before) },
      after: new.filter(old.contains).map { (family.members[$0].name, macros($0, .after)) },
      declared: Set(
        family.configurations.flatMap(\.words).map { word in String(word.prefix { $0 != "=" }) }),
      manifests: manifests)
  }

  /// Whether the file at a path below the workspace is, or is included by, an FDF.
  func isFlash(_ path: String) -> Bool {
    path.contains(".fdf")
      || readings.contains { key, read in
        read.reading.flashPaths.contains(tree(key.side).path(of: path))
      }
  }

  /// The manifests of all members, below the workspace.
  private func closure(_ side: Side) -> Set<String> {
    var paths: Set<String> = []
    for (key, read) in readings where key.side == side {
      paths.formUnion(read.reading.paths.compactMap { tree(side).inside($0) })
    }
    return paths
  }

  private func isTouched(_ member: Int, _ side: Side) -> Bool {
    guard let reading = reading(member, 0, side) else { return true }
    return reading.uses.isIncomplete
      || reading.paths.contains { path in tree(side).inside(path).map(changed.contains) ?? false }
  }

  private mutating func read(configuration: Int) async throws(DiagnosticError) {
    let own = configurations[configuration]
    var keys: [Key] = []
    for member in touched.sorted() where own.members?.contains(family.members[member].name) ?? true {
      for side in Side.allCases where reading(member, 0, side) != nil {
        keys.append(Key(member: member, configuration: configuration, side: side))
      }
    }
    try await read(keys)
  }

  /// Reads a member that was not read in this configuration, as its manifests have not changed.
  mutating func readUntouched(_ members: [Int], configuration: Int) async throws(DiagnosticError) {
    let keys = members.map { Key(member: $0, configuration: configuration, side: .after) }
    try await read(keys.filter { readings[$0] == nil })
    for member in members where !touched.contains(member) {
      readings[Key(member: member, configuration: configuration, side: .before)] =
        readings[Key(member: member, configuration: configuration, side: .after)]
    }
  }

  private mutating func read(_ keys: [Key]) async throws(DiagnosticError) {
    var selections: [PlatformSelection] = []
    for key in keys { selections.append(try selection(key.member, key.configuration)) }
    let (before, after) = (before, after)
    let found = try await SideBySide.run(Array(zip(keys, selections))) { pair async throws(DiagnosticError) in
      try await (pair.0.side == .before ? before : after).read(pair.1)
    }
    for (key, reading) in zip(keys, found) { if let reading { readings[key] = reading } }
  }
}
