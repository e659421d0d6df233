package import Bytes
package import Diagnostics
package import Manifests
import PlatformModel

/// A platform's findings, split into those that a waiver covers and those that remain.
package struct LintVerdict: Sendable {
  package struct Waived: Sendable {
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
