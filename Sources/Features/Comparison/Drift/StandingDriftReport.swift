package import Diagnostics
package import Render

/// `kiln drift` without a revision: the current differences within a family.
package struct StandingDriftReport {
  let family: String
  let members: [String]
  let drift: StandingDrift
  let roots: [String]
  /// Those that are looked at.
  let configurations: [String]
  /// Configurations of the family, which are not looked at.
  let otherConfigurations: [String]
  /// nil without variants.
  let variants: VariantCoverage?
  /// Errors and differences for the formats that `check`, `lint` and `drift` share.
  package let report: FindingReport

  /// - Parameters:
  ///   - roots: the folders that paths are shown relative to.
  ///   - configurations: those that are looked at.
  ///   - otherConfigurations: configurations of the family, which are not looked at.
  ///   - errors: why variants were not looked at.
  ///   - version: kiln's.
  package init(
    _ drift: StandingDrift, family: String, members: [String], roots: [String],
    configurations: [String] = [PlatformFamily.plain], otherConfigurations: [String] = [],
    errors: [Diagnostic] = [], variants: VariantCoverage? = nil, version: String, paths: ReportPaths
  ) {
    self.drift = drift
    self.family = family
    self.members = members
    self.roots = roots
    self.configurations = configurations
    self.otherConfigurations = otherConfigurations
    self.variants = variants
    let line =
      "\(family): \(drift.rows.count) differences that are not allowed, \(drift.excusedCount) that are"
    report = FindingReport(
      .drift, subject: family, artifact: roots.first ?? ".",
      findings: errors + drift.errorFindings + drift.rows.map(\.finding),
      verdict: drift.errors.isEmpty && drift.rows.isEmpty && errors.isEmpty ? .fine : .error,
      version: version, paths: paths
    ) { _, _, _ in line }
  }

  package func text(in format: ReportFormat) -> String {
    report.rendered(as: format, text: text, json: json)
  }

  package var text: String {
    var places = PlaceText(roots: roots)
    var text = "\(family), \(members.count) members: \(members.joined(separator: " "))\n"
    text +=
      "\(drift.rows.count) differences that are not allowed, \(drift.excusedCount) that are\n"
    if configurations != [PlatformFamily.plain] {
      text += "looked at: \(configurations.joined(separator: " "))\n"
      if !otherConfigurations.isEmpty {
        text += "not looked at: \(otherConfigurations.joined(separator: " "))\n"
      }
    } else if !otherConfigurations.isEmpty {
      text +=
        "looked at without further options; not looked at: \(otherConfigurations.joined(separator: " "))\n"
    }
    for topic in FactKey.Topic.allCases {
      let rows = drift.rows.filter { $0.topic == topic }
      guard !rows.isEmpty else { continue }
      text += "\n\(DriftWords.title(topic)): \(rows.count)\n"
      for row in rows {
        text += "  \(row.topic == .dependency ? row.parties.first?.modules.first ?? "" : row.subject)\n"
        let (usual, unusual) = DriftWords.sides(row.topic, row.usual, row.unusual)
        text += Self.side(row.topic, usual, row.holders, &places)
        text += Self.side(row.topic, unusual, row.parties, &places)
        if configurations.count > 1, row.configurations != configurations {
          text += "    in \(row.configurations.joined(separator: " "))\n"
        }
      }
    }
    if let variants { text += "\n\(variants.line(done: "looked at"))\n" }
    return text
  }

  private static func side(
    _ topic: FactKey.Topic, _ value: String?, _ parties: [DriftParty], _ places: inout PlaceText
  ) -> String {
    let names = parties.map(\.member).joined(separator: " ")
    var line = "    \(names): \(DriftWords.value(topic, value))"
    if topic != .module, topic != .dependency,
      let modules = parties.map(\.modules).max(by: { $0.count < $1.count }),
      !modules.isEmpty
    {
      line += "\n        in \(DriftWords.modules(modules))"
    }
    if let place = parties.first?.places.last { line += "\n        \(places.text(place))" }
    return line + "\n"
  }

  package var json: String {
    var places = PlaceText(roots: roots)
    func parties(_ all: [DriftParty], _ places: inout PlaceText) -> [StandingDriftJSON.Party] {
      all.map { party in
        .init(member: party.member, modules: party.modules, places: party.places.map { places.text($0) })
      }
    }
    return JSON.encode(
      StandingDriftJSON(
        family: family, members: members, configurations: configurations,
        notLookedAt: otherConfigurations, allowed: drift.excusedCount,
        errors: drift.errors.map {
          .init(
            member: $0.member, code: $0.error.code.name, message: $0.error.message,
            place: places.text($0.error.place), configuration: $0.configuration)
        },
        differences: drift.rows.map {
          .init(
            topic: $0.topic.name, subject: $0.subject, usual: $0.usual, holders: parties($0.holders, &places),
            unusual: $0.unusual, parties: parties($0.parties, &places),
            configurations: $0.configurations)
        }, variants: variants.map(VariantCoverageJSON.init)))
  }
}

/// The documented form of `kiln drift --json` without a revision.
private struct StandingDriftJSON: Encodable {
  let schema = "kiln-drift-1"
  let family: String
  let members: [String]
  let configurations: [String]
  /// Configurations of the family that were not looked at.
  let notLookedAt: [String]
  /// The number of facts that differ and are allowed to.
  let allowed: Int
  let errors: [Failure]
  let differences: [Difference]
  /// With `--variants` only.
  let variants: VariantCoverageJSON?

  struct Failure: Encodable {
    let member: String
    let code: String
    let message: String
    let place: String
    let configuration: String
  }

  struct Difference: Encodable {
    let topic: String
    let subject: String
    let usual: String?
    let holders: [Party]
    let unusual: String?
    let parties: [Party]
    let configurations: [String]
  }

  struct Party: Encodable {
    let member: String
    let modules: [String]
    let places: [String]
  }
}
