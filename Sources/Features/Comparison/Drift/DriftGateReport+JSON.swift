import Diagnostics
import Render

extension DriftGateReport {
  package var json: String {
    var places = PlaceText(roots: roots)
    func parties(_ all: [DriftParty], _ places: inout PlaceText) -> [DriftGateJSON.Party] {
      all.map { party in
        .init(member: party.member, modules: party.modules, places: party.places.map { places.text($0) })
      }
    }
    let (gate, findings) = (examination.gate, examination.findings)
    let messages = Dictionary(zip(gate.changes.indices, findings.filter { $0.code.isDrift })) { $1 }
    let coverage = examination.coverage
    return JSON.encode(
      DriftGateJSON(
        family: examination.family, settled: gate.settledCount,
        breakages: DriftCause.all(of: gate.breakages).flatMap { cause in
          cause.parties.map { party in
            .init(
              member: party.member, code: cause.error.code.name, message: cause.error.message,
              place: places.text(cause.error.place), canBeBuilt: cause.canBeBuilt,
              configuration: party.configurations.first ?? "", configurations: party.configurations,
              files: cause.files, places: cause.places.count)
          }
        },
        notCompared: gate.notCompared.map { .init(member: $0.member, configurations: $0.configurations) },
        changes: gate.changes.enumerated().map { index, change in
          .init(
            topic: change.topic.name, subject: change.subject, before: change.before, after: change.after,
            replacement: change.replacement, message: messages[index]?.message ?? "",
            fix: messages[index]?.fix,
            changed: parties(change.changed, &places), lagging: parties(change.lagging, &places),
            allowed: change.excused.map { .init(member: $0.member, reason: $0.reason) },
            configurations: change.configurations)
        },
        lines: .init(
          changed: coverage.count, examined: coverage.count - coverage.unreadCount,
          notExamined: findings.filter { $0.code == .changeNotExamined }.map {
            .init(
              place: places.text($0.place), message: $0.message, conditions: $0.notes.map(\.message),
              severity: $0.severity.rawValue)
          }),
        configurations: examination.configurations.map { configuration in
          .init(
            name: configuration.name, options: configuration.words,
            addedFor: configuration.addedFor.map { places.text($0) }, examined: configuration.examined,
            unaffected: configuration.unaffected, inapplicable: configuration.inapplicable)
        },
        switches: examination.switches.map { .init(name: $0.name, members: $0.members) },
        notLookedAt: examination.foreign, arrived: examination.arrived, gone: examination.gone,
        commits: examination.commits.map {
          .init(hash: $0.hash, author: $0.author, day: $0.day, title: $0.title)
        }, summary: examination.coverageLine, variants: examination.variants.map(VariantCoverageJSON.init)))
  }
}

extension Diagnostic.Code {
  fileprivate var isDrift: Bool {
    [.driftModule, .driftLibrary, .driftPCD, .driftOption, .driftRegion, .driftVolume, .driftRule].contains(
      self)
  }
}

/// The documented form of `kiln drift --since REV --json`.
private struct DriftGateJSON: Encodable {
  let schema = "kiln-drift-gate-1"
  let family: String
  /// The number of changes that are made in all members or allowed to differ.
  let settled: Int
  /// One for each cause and member.
  let breakages: [Breakage]
  /// Members that new errors keep from being built.
  let notCompared: [Uncompared]
  let changes: [Change]
  let lines: Lines
  let configurations: [Configuration]
  /// Macros that the change invents for some members and that siblings are not expected to have.
  let switches: [Switch]
  /// Changed DSC and FDF files that no member reads.
  let notLookedAt: [String]
  /// Members that are only there after the change.
  let arrived: [String]
  /// Members that are only there before the change.
  let gone: [String]
  let commits: [Commit]
  let summary: String
  /// With `--variants` only.
  let variants: VariantCoverageJSON?

  struct Breakage: Encodable {
    let member: String
    let code: String
    let message: String
    let place: String
    let canBeBuilt: Bool
    /// The first of the configurations.
    let configuration: String
    let configurations: [String]
    /// Modules and libraries of all members that the cause concerns.
    let files: [String]
    /// The number of places with the error, in all members.
    let places: Int
  }

  struct Uncompared: Encodable {
    let member: String
    let configurations: [String]
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
    let configurations: [String]
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

  struct Lines: Encodable {
    let changed: Int
    let examined: Int
    let notExamined: [Unexamined]
  }

  struct Unexamined: Encodable {
    let place: String
    let message: String
    let conditions: [String]
    /// `warning` for lines that are for a tool chain or architecture that there is not.
    let severity: String
  }

  struct Configuration: Encodable {
    let name: String
    let options: [String]
    /// The changed line for which it was added.
    let addedFor: String?
    let examined: [String]
    let unaffected: [String]
    let inapplicable: [String]
  }

  struct Switch: Encodable {
    let name: String
    let members: [String]
  }

  struct Commit: Encodable {
    let hash: String
    let author: String
    let day: String
    let title: String
  }
}
