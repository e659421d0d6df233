package import Bytes
package import Inspection
import ObjectFormats

/// How well an image agrees with a platform at one release.
///
/// Disagreements are weighted. A file that belongs to other platforms weighs more than a missing one, because
/// modules are removed more often than added. A file of no known platform is a local addition and weighs
/// little. Files under a switch count as missing only if other files of the same switch are present.
package struct PlatformMatch: Sendable {
  package var platform: KnownPlatform
  package var release: Int
  /// Files that the platform always places and that are present.
  package var kept: [GUID] = []
  /// Files that the platform always places and that are missing.
  package var missing: [GUID] = []
  /// Missing files of a switch that other files show to be on.
  package var partly: [GUID] = []
  /// Files that other platforms place but this one never does.
  package var foreign: [GUID] = []
  /// Files that no known platform places.
  package var unknown: [GUID] = []
  /// Volumes whose size does not occur in the platform, by their names in the FDF.
  package var oddVolumes: [String] = []
  /// The size of flash that the volume sizes belong to (`FD_SIZE_IN_KB=2048`); nil if they do not determine it.
  package var choice: String?
  package var hasRightMachines = true

  /// The weighted sum of disagreements; a missing file weighs 10.
  package var disagreement: Int {
    10 * (missing.count + partly.count) + 20 * (foreign.count + oddVolumes.count) + unknown.count
      + (hasRightMachines ? 0 : 10_000)
  }

  /// Whether everything agrees, except for files of no known platform.
  package var isExact: Bool {
    missing.isEmpty && partly.isEmpty && foreign.isEmpty && oddVolumes.isEmpty && hasRightMachines
  }

  package init(
    _ facts: ImageFacts, _ platform: KnownPlatform, release: Int, catalogue: PlatformCatalogue,
    names: NameBook = NameBook()
  ) {
    self.platform = platform
    self.release = release
    let present = Set(facts.files.map(\.guid))
    let placed = platform.files.filter { $0.releases.contains(release) }
    let always = Set(placed.filter(\.conditions.isEmpty).map(\.guid))
    kept = always.intersection(present).sorted()
    missing = always.subtracting(present).sorted()
    let allowed = Set(placed.map(\.guid))
    for guid in present.subtracting(allowed).sorted() {
      if catalogue[guid] == nil { unknown.append(guid) } else { foreign.append(guid) }
    }
    partly = Self.partly(placed, present: present, always: always)
    weighVolumes(facts, names: names)
    let machines = facts.machines
    let choices = platform.architectures.filter { $0.releases.contains(release) }.flatMap(\.choices)
    hasRightMachines =
      choices.isEmpty || machines.isEmpty
      || machines.allSatisfy { $0.architecture != nil }
        && choices.contains(Set(machines.compactMap(\.architecture)))
  }

  /// Files under the same conditions are placed together. Files with several placements are not considered.
  private static func partly(_ placed: [KnownPlatform.File], present: Set<GUID>, always: Set<GUID>) -> [GUID]
  {
    var places: [GUID: Set<[String]>] = [:]
    for file in placed where !always.contains(file.guid) {
      places[file.guid, default: []].insert(file.conditions)
    }
    var groups: [[String]: (present: Int, absent: [GUID])] = [:]
    for (guid, conditions) in places where conditions.count == 1 {
      guard let condition = conditions.first else { continue }
      if present.contains(guid) {
        groups[condition, default: (0, [])].present += 1
      } else {
        groups[condition, default: (0, [])].absent.append(guid)
      }
    }
    return groups.values.filter { $0.present > 0 }.flatMap(\.absent).sorted()
  }

  private mutating func weighVolumes(_ facts: ImageFacts, names: NameBook) {
    let sizes = platform.volumes.filter { $0.releases.contains(release) }
    let found = facts.volumes.compactMap { volume -> (name: String, size: Int)? in
      guard let name = volume.name.flatMap({ names[$0] }), sizes.contains(where: { $0.name == name }) else {
        return nil
      }
      return (name, volume.size)
    }
    // The outermost volume of platforms for ARM and RISC-V has no name.
    let choices = Set(sizes.compactMap(\.choice)).sorted()
    let trials = (choices.isEmpty ? [nil] : choices.map(Optional.some)).map { choice in
      let odd = found.filter { volume in
        !sizes.contains {
          $0.name == volume.name && $0.size == volume.size && ($0.choice == nil || $0.choice == choice)
        }
      }
      return (choice: choice, odd: odd.map(\.name))
    }
    guard let best = trials.min(by: { $0.odd.count < $1.odd.count }) else { return }
    oddVolumes = Set(best.odd).sorted()
    let isDecided = trials.count { $0.odd.count == best.odd.count } == 1
    choice = isDecided && best.odd.isEmpty && !found.isEmpty ? best.choice : nil
  }
}
