package import Bytes

/// The switches of a platform (`-D NAME=VALUE`), derived from files that are present or missing.
package struct SwitchReading: Sendable {
  package struct Switch: Equatable, Sendable {
    package var name: String
    package var isOn: Bool
    /// A present file that is placed only with this value; nil if the value follows from missing files.
    package var witness: GUID?
    /// The missing files that the opposite value would place.
    package var absent: [GUID]
  }

  /// Sorted by name, without switches that no file depends on.
  package private(set) var switches: [Switch] = []

  package subscript(name: String) -> Bool? { switches.first { $0.name == name }?.isOn }

  package init(_ match: PlatformMatch, present: Set<GUID>) {
    var places: [GUID: Set<[String]>] = [:]
    for file in match.platform.files where file.releases.contains(match.release) {
      places[file.guid, default: []].insert(file.conditions)
    }
    let names = Set(places.values.joined().joined().compactMap(Self.name)).sorted()
    let guids = places.keys.sorted()
    for name in names {
      for (literal, isOn) in [(name, true), ("!" + name, false)] {
        let witness = guids.first { guid in
          present.contains(guid) && places[guid]?.allSatisfy { $0.contains(literal) } == true
        }
        if let witness, self[name] == nil {
          switches.append(Switch(name: name, isOn: isOn, witness: witness, absent: []))
        }
      }
    }
    // A missing file says something only if all its other conditions are known to be met.
    let known = switches
    for name in names where !known.contains(where: { $0.name == name }) {
      for (literal, isOn) in [(name, false), ("!" + name, true)] where self[name] == nil {
        let decided = guids.filter { guid in
          places[guid]?.contains { conditions in
            conditions.contains(literal)
              && conditions.allSatisfy { $0 == literal || Self.holds($0, known) }
          } == true
        }
        if !decided.isEmpty, decided.allSatisfy({ !present.contains($0) }) {
          switches.append(Switch(name: name, isOn: isOn, witness: nil, absent: decided))
        }
      }
    }
    switches.sort { $0.name < $1.name }
  }

  private static func holds(_ condition: String, _ known: [Switch]) -> Bool {
    known.contains { condition == ($0.isOn ? $0.name : "!" + $0.name) }
  }

  /// The switch in a condition; nil if the condition has more than one word.
  private static func name(_ condition: String) -> String? {
    let name = condition.hasPrefix("!") ? condition.dropFirst() : Substring(condition)
    let isWord = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    return isWord && !name.isEmpty ? String(name) : nil
  }
}
