package import Bytes
package import Diagnostics
package import Manifests
import PlatformModel
package import Vocabulary

/// A platform's findings, split into those that a waiver covers and those that remain.
package struct LintVerdict: Sendable {
  package struct Waived: Hashable, Sendable {
    package let finding: LintFinding
    package let waiver: Waiver
  }

  /// Sorted as `PlatformLint.findings`, with findings about the waivers themselves.
  package private(set) var findings: [LintFinding] = []
  package private(set) var waived: [Waived] = []

  /// - Parameters:
  ///   - manifests: the files whose waivers count, the DSC first.
  ///   - today: decides which waivers have expired.
  package init(_ all: [LintFinding], manifests: [DSCFile], today: CivilDate) {
    let (waivers, complaints) = Waiver.read(manifests)
    var uses = waivers.map { _ in 0 }
    var left = complaints
    for finding in all {
      let covering = waivers.indices.filter { waivers[$0].covers(finding) }
      for index in covering { uses[index] += 1 }
      if let valid = covering.first(where: { !waivers[$0].isExpired(on: today) }) {
        waived.append(Waived(finding: finding, waiver: waivers[valid]))
      } else if let expired = covering.first {
        let waiver = waivers[expired]
        left.append(
          finding.noted(
            .init(
              "was waived until \(waiver.until?.description ?? ""): \(waiver.reason)",
              at: .source(waiver.range)))
        )
      } else {
        left.append(finding)
      }
    }
    for (waiver, count) in zip(waivers, uses) {
      let subject = "\(waiver.code) \(waiver.pattern.text)"
      if count == 0 {
        left.append(LintFinding(subject, .waiverUnused(waiver)))
      } else if waiver.isExpired(on: today) {
        left.append(LintFinding(subject, .waiverExpired(waiver, count)))
      }
    }
    findings = left.sorted(by: PlatformLint.order)
  }

  /// The errors that kept the platform from being resolved.
  package init(errors: [Diagnostic]) {
    findings = errors.map { LintFinding($0.code.name, $0) }
  }

  /// What several variants have in common is one finding, which names them. A waiver counts as unused if no variant
  /// needs it.
  ///
  /// - Parameter errors: why variants could not be looked at; each names its variant.
  package init(merging verdicts: [(name: VariantName, verdict: LintVerdict)], errors: [Diagnostic]) {
    let needed = Set(verdicts.flatMap(\.verdict.waived).map { Diagnostic.Place.source($0.waiver.range) })
    let found = Self.gathered(verdicts) { $0.findings }.filter {
      $0.0.code != .waiverUnused || !needed.contains($0.0.diagnostic.place)
    }
    findings = found.map { $0.0.common(to: $0.names, among: verdicts.count) }.sorted(by: PlatformLint.order)
    findings += errors.map { LintFinding($0.code.name, $0) }
    waived = Self.gathered(verdicts) { $0.waived }.map { waived, names in
      Waived(finding: waived.finding.common(to: names, among: verdicts.count), waiver: waived.waiver)
    }
  }

  /// The elements without repetition, in the order in which they are met, each with the variants that have it.
  private static func gathered<Element: Hashable>(
    _ verdicts: [(name: VariantName, verdict: LintVerdict)], _ elements: (LintVerdict) -> [Element]
  ) -> [(Element, names: [VariantName])] {
    var order: [Element] = []
    var names: [Element: [VariantName]] = [:]
    for (name, verdict) in verdicts {
      for element in elements(verdict) {
        if names[element] == nil { order.append(element) }
        names[element, default: []].append(name)
      }
    }
    return order.map { ($0, names: names[$0] ?? []) }
  }

  /// The same verdict with every warning as an error.
  package var withWarningsAsErrors: LintVerdict {
    var stricter = self
    stricter.findings = findings.map(\.withWarningAsError)
    return stricter
  }

  package func count(of severity: Diagnostic.Severity) -> Int {
    findings.count { $0.severity == severity }
  }
}

extension Waiver {
  func isExpired(on today: CivilDate) -> Bool {
    until.map { $0 < today } ?? false
  }
}
