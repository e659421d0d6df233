import Diagnostics
import Manifests
import Synchronization
import Vocabulary

/// How one module was linked in a configuration: everything that its libraries depend on, and the libraries.
///
/// Another configuration in which all of this is the same links the same libraries.
struct LinkRecord: Sendable {
  /// What the platform and the component name for a class, nil for none, before the INF's recommendation.
  struct Reading: Sendable {
    let name: LibraryClassName
    let instance: Fact<String>?
  }

  /// A library that was asked for.
  struct Library: Sendable {
    let place: SourceRange
    let view: ModuleView
  }

  /// With its INF, its packages and its architecture.
  let module: ModuleView
  let readings: [Reading]
  /// The libraries that the platform links without a class.
  let unnamed: [Located<TreePath>]
  /// In the order in which they were asked for; that decides how they are numbered.
  let libraries: [Library]
  /// The result, each library with its index in `libraries`.
  let uses: [(use: LibraryUse, library: Int)]
}

/// The records of all configurations of a workspace. Several threads may use one cache.
final class LinkCache: Sendable {
  private let records = Mutex<[ObjectIdentifier: [LinkRecord]]>([:])
  /// How many resolutions have asked where to start, by architecture.
  private let turns = Mutex<[Architecture: Int]>([:])

  /// A module is linked in a few ways only, whatever the number of configurations.
  static let mostForOneModule = 16

  func records(of module: ModuleView) -> [LinkRecord] {
    records.withLock { $0[ObjectIdentifier(module)] ?? [] }
  }

  /// Whether the asking resolution is the second one.
  func startsElsewhere(_ architecture: Architecture) -> Bool {
    turns.withLock { turns in
      turns[architecture, default: 0] += 1
      return turns[architecture] == 2
    }
  }

  /// Keeps a record, and with it the module, so that the identity stays the module's.
  func add(_ record: LinkRecord) {
    records.withLock { records in
      var all = records[ObjectIdentifier(record.module)] ?? []
      guard all.count < Self.mostForOneModule else { return }
      all.append(record)
      records[ObjectIdentifier(record.module)] = all
    }
  }
}
