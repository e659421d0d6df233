package import Diagnostics
import Render

/// The summary of `kiln drift --since` as text, and the whole result as JSON.
package struct DriftGateReport {
  let gate: DriftGate
  let findings: [Diagnostic]
  let family: String
  let roots: [String]

  /// - Parameter roots: the folders that paths are shown relative to.
  package init(_ gate: DriftGate, findings: [Diagnostic], family: String, roots: [String]) {
    self.gate = gate
    self.findings = findings
    self.family = family
    self.roots = roots
  }

  package var text: String {
    let late = Set(gate.changes.flatMap { $0.lagging.map(\.member) }).sorted()
    guard !findings.isEmpty else {
      return
        "\(family): no change is missing in a sibling; \(gate.settledCount) made in all members or allowed\n"
    }
    let count = gate.changes.count
    var text = "\(family): \(count == 1 ? "1 change is" : "\(count) changes are") missing in siblings"
    if !late.isEmpty { text += " (\(late.joined(separator: " ")))" }
    if !gate.breakages.isEmpty {
      text += ", new errors in \(Set(gate.breakages.map(\.member)).sorted().joined(separator: " "))"
    }
    return text + "; \(gate.settledCount) made in all members or allowed\n"
  }

  package var json: String {
    var places = PlaceText(roots: roots)
    func parties(_ all: [DriftParty], _ places: inout PlaceText) -> [DriftGateJSON.Party] {
      all.map { party in
        .init(member: party.member, modules: party.modules, places: party.places.map { places.text($0) })
      }
    }
    let messages = Dictionary(
      zip(gate.changes.indices, findings.suffix(gate.changes.count))
    ) { $1 }
    return JSON.encode(
      DriftGateJSON(
        family: family, settled: gate.settledCount,
        breakages: gate.breakages.map {
          .init(
            member: $0.member, code: $0.error.code.name, message: $0.error.message,
            place: places.text($0.error.place), canBeBuilt: $0.canBeBuilt)
        },
        changes: gate.changes.enumerated().map { index, change in
          .init(
            topic: change.topic.name, subject: change.subject, before: change.before, after: change.after,
            replacement: change.replacement, message: messages[index]?.message ?? "",
            fix: messages[index]?.fix,
            changed: parties(change.changed, &places), lagging: parties(change.lagging, &places),
            allowed: change.excused.map { .init(member: $0.member, reason: $0.reason) })
        }))
  }
}

/// The documented form of `kiln drift --since REV --json`.
private struct DriftGateJSON: Encodable {
  let schema = "kiln-drift-gate-1"
  let family: String
  /// The number of changes that are made in all members or allowed to differ.
  let settled: Int
  let breakages: [Breakage]
  let changes: [Change]

  struct Breakage: Encodable {
    let member: String
    let code: String
    let message: String
    let place: String
    let canBeBuilt: Bool
  }

  struct Change: Encodable {
    let topic: String
    let subject: String
    let before: String?
    let after: String?
    let replacement: String?
    let message: String
    let fix: String?
    let changed: [Party]
    let lagging: [Party]
    let allowed: [Excuse]
  }

  struct Party: Encodable {
    let member: String
    let modules: [String]
    let places: [String]
  }

  struct Excuse: Encodable {
    let member: String
    let reason: String
  }
}
