package import Diagnostics

/// The result of `kiln drift --since` as findings.
extension DriftGate {
  /// One finding for each cause of new errors, and one for each change that is missing in siblings.
  ///
  /// - Parameters:
  ///   - manifests: The DSC of each member, spelt as in the family's file.
  ///   - author: The commit that wrote the line at a place, such as `1d76560146 2023-07-18`.
  package func findings(manifests: [String: String], author: (Diagnostic.Place) -> String?) -> [Diagnostic] {
    DriftCause.all(of: breakages).map { $0.finding(manifests: manifests) }
      + changes.map { $0.finding(manifests: manifests, author: author) }
  }
}

extension DriftChange {
  fileprivate func finding(manifests: [String: String], author: (Diagnostic.Place) -> String?) -> Diagnostic {
    let place = changed.first?.places.last ?? lagging.first?.places.last ?? .commandLine
    let names = DriftWords.list(changed.map(\.member))
    let late = DriftWords.list(lagging.map(\.member)) + DriftWords.with(configurations)
    let message: String
    switch (before, after) {
    case (nil, let new?):
      message =
        "\(subject) is new in \(names), \(DriftWords.value(topic, new)): \(missing(in: late))"
    case (_, nil):
      let instead = replacement.map { ", replaced by \($0)" } ?? ""
      message =
        "\(subject) was removed from \(names)\(instead): \(lagging.count == 1 ? "\(late) still has it" : "\(late) still have it")"
    case (let old, let new?):
      message =
        "\(DriftWords.subject(topic, subject)) is now \(DriftWords.value(topic, new)) in \(names), but still "
        + "\(DriftWords.value(topic, old)) in \(late)"
    }
    var notes: [Diagnostic.Note] = []
    for party in changed {
      let since = party.places.last.flatMap(author).map { ", since \($0)" } ?? ""
      let modules = DriftWords.modules(party.modules)
      notes.append(
        Diagnostic.Note(
          "changed in \(party.member)\(modules.isEmpty ? "" : ": \(modules)")\(since)", at: party.places.last)
      )
    }
    for party in lagging {
      let modules = DriftWords.modules(party.modules)
      notes.append(
        Diagnostic.Note(
          "not in \(party.member)\(modules.isEmpty ? "" : ": \(modules)")", at: party.places.last))
    }
    if configurations.count > 1 {
      notes.append(Diagnostic.Note("seen in the configurations \(DriftWords.list(configurations))"))
    }
    for excuse in excused { notes.append(Diagnostic.Note("\(excuse.member) may differ: \(excuse.reason)")) }
    return Diagnostic(
      code, at: place, message, notes: notes,
      fix: fix(manifests))
  }

  private func missing(in late: String) -> String {
    lagging.count == 1 ? "\(late) does not have it" : "\(late) do not have it"
  }

  private func fix(_ manifests: [String: String]) -> String {
    let files = DriftWords.list(lagging.map { manifests[$0.member] ?? $0.member })
    let family = "or allow the difference in [UserExtensions.Kiln.\"Difference\"] with a reason"
    let lines = DriftWords.lines(changed.first?.places ?? [])
    guard !lines.isEmpty else { return "make the same change in \(files), \(family)" }
    if after == nil { return "remove \(lines.joined(separator: ", and ")) from \(files), \(family)" }
    return "write \(lines.joined(separator: ", and ")) in \(files), \(family)"
  }
}

extension StandingDrift {
  /// The errors that keep members from being built, each once.
  package var errorFindings: [Diagnostic] {
    DriftCause.all(of: errors).map { cause in
      cause.error.noted(
        cause.otherPlaces
          + [Diagnostic.Note("because of this error \(DriftWords.list(cause.members)) cannot be built")])
    }
  }
}

extension FactKey.Topic {
  /// How drift of such facts is reported. Nil for what follows from facts of other topics and is reported with
  /// them: a depex follows from the INF and its libraries, and a macro shows in what it changes.
  var driftCode: Diagnostic.Code? {
    switch self {
    case .module: .driftModule
    case .library: .driftLibrary
    case .pcd: .driftPCD
    case .option: .driftOption
    case .region: .driftRegion
    case .volume: .driftVolume
    case .rule: .driftRule
    case .dependency, .macro: nil
    }
  }
}
