import Bytes
import Diagnostics
import Render
import Vocabulary

extension LintReport {
  /// The shown and waived findings in kiln's own JSON.
  package var json: String {
    JSON.encode(
      LintJSON(
        platform: report.subject, verdict: report.verdict.rawValue,
        counts: .init(
          error: verdict.count(of: .error), warning: verdict.count(of: .warning),
          note: verdict.count(of: .note), waived: verdict.waived.count),
        findings: zip(shown, report.findings).map { LintJSON.Row($0, finding: .init($1)) },
        waived: zip(verdict.waived, report.suppressed).map { waived, suppressed in
          LintJSON.Waived(
            row: .init(waived.finding, finding: .init(suppressed.finding)),
            reason: suppressed.reason,
            until: waived.waiver.until?.description, waivedAt: waived.waiver.range.description)
        }, variants: coverage.map(VariantCoverageJSON.init)))
  }
}

/// The documented form of `kiln lint --format json`: lines and columns from 1.
private struct LintJSON: Encodable {
  let schema = "kiln-lint-1"
  let platform: String
  let verdict: String
  let counts: Counts
  let findings: [Row]
  let waived: [Waived]
  /// With `--variants` only.
  let variants: VariantCoverageJSON?

  struct Counts: Encodable {
    let error: Int
    let warning: Int
    let note: Int
    let waived: Int
  }

  /// A finding as `kiln check` writes it, with its subject.
  struct Row: Encodable {
    /// The same from run to run.
    let subject: String
    /// Names of the variants that have it, with `--variants` only.
    let variants: [String]?
    let finding: FindingJSON

    enum CodingKeys: CodingKey { case subject, variants }

    init(_ lint: LintFinding, finding: FindingJSON) {
      subject = lint.subject
      variants = lint.variants.isEmpty ? nil : lint.variants.map(\.text)
      self.finding = finding
    }

    func encode(to encoder: any Encoder) throws {
      try finding.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(subject, forKey: .subject)
      try container.encodeIfPresent(variants, forKey: .variants)
    }
  }

  struct Waived: Encodable {
    let row: Row
    let reason: String
    /// `2027-03-31`; nil for ever.
    let until: String?
    /// `file:line:column`.
    let waivedAt: String

    enum CodingKeys: CodingKey { case reason, until, waivedAt }

    func encode(to encoder: any Encoder) throws {
      try row.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reason, forKey: .reason)
      try container.encodeIfPresent(until, forKey: .until)
      try container.encode(waivedAt, forKey: .waivedAt)
    }
  }
}
