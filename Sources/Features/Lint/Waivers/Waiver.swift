package import Bytes
package import Diagnostics
import Manifests

/// `[UserExtensions.Kiln."Waiver"]`: a finding that somebody has looked at and lives with, and why.
package struct Waiver: Sendable {
  package let code: String
  /// Held against a finding's subject, and against each word of it.
  package let pattern: Glob
  package let reason: String
  /// The last day on which it counts.
  package let until: CivilDate?
  package let range: SourceRange

  func covers(_ finding: LintFinding) -> Bool {
    finding.code.name == code
      && (pattern.matches(finding.subject)
        || finding.subject.split(separator: " ").contains { pattern.matches(String($0)) })
  }

  /// Lines of `code | pattern | reason`, with `| until YYYY-MM-DD` behind them where it is not for ever.
  static func read(_ manifests: [DSCFile]) -> (waivers: [Waiver], findings: [LintFinding]) {
    var waivers: [Waiver] = []
    var findings: [LintFinding] = []
    for line in LintLine.all(of: "Waiver", in: manifests) {
      let fields = line.fields
      guard (3...4).contains(fields.count), fields.prefix(3).allSatisfy({ !$0.isEmpty }) else {
        findings.append(LintFinding(line.text, .waiverMalformed(line)))
        continue
      }
      var until: CivilDate?
      if fields.count == 4 {
        let words = fields[3].split(separator: " ")
        guard words.count == 2, words[0] == "until", let day = CivilDate(String(words[1])) else {
          findings.append(LintFinding(line.text, .waiverMalformed(line)))
          continue
        }
        until = day
      }
      waivers.append(
        Waiver(
          code: fields[0], pattern: Glob(fields[1]), reason: fields[2], until: until, range: line.range
        ))
    }
    return (waivers, findings)
  }
}

extension Diagnostic {
  static func waiverMalformed(_ line: LintLine) -> Diagnostic {
    Diagnostic(
      .waiverMalformed, at: .source(line.range),
      line.fields.count > 1 && line.fields.count < 3 || line.fields.count > 2 && line.fields[2].isEmpty
        ? "a waiver without a reason waives nothing" : "this is no waiver",
      fix: "write a code, a pattern, a reason, and a day if it is not for ever, such as "
        + "'depex-unmet | NetworkPkg/* | no RNG before Q3 | until 2027-03-31'")
  }

  static func waiverExpired(_ waiver: Waiver, _ count: Int) -> Diagnostic {
    Diagnostic(
      .waiverExpired, at: .source(waiver.range),
      "this waived \(count) \(count == 1 ? "finding" : "findings") until \(waiver.until?.description ?? "")",
      fix: "see to what it waived, or give it another day and say why")
  }

  static func waiverUnused(_ waiver: Waiver) -> Diagnostic {
    Diagnostic(
      .waiverUnused, at: .source(waiver.range),
      "there is no finding of \(waiver.code) about '\(waiver.pattern.text)' that this could waive",
      fix: "take the waiver out")
  }
}
