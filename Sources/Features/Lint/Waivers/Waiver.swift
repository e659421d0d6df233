package import Bytes
package import Diagnostics
import Manifests

/// A line of `[UserExtensions.Kiln."Waiver"]`: findings that are accepted, and why.
package struct Waiver: Hashable, Sendable {
  package let code: String
  /// Matched against a finding's subject and against each word of it.
  package let pattern: Glob
  package let reason: String
  /// The last day on which it is valid; nil if it does not expire.
  package let until: CivilDate?
  package let range: SourceRange

  func covers(_ finding: LintFinding) -> Bool {
    finding.code.name == code
      && (pattern.matches(finding.subject)
        || finding.subject.split(separator: " ").contains { pattern.matches(String($0)) })
  }

  /// Reads lines of `code | pattern | reason`, optionally followed by `| until YYYY-MM-DD`.
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
        ? "a waiver without a reason waives nothing"
        : "expected 'CODE | PATTERN | REASON', optionally followed by '| until YYYY-MM-DD', found '\(line.text)'",
      fix: "write a code, a pattern, a reason and, if it is to end, its last day, such as "
        + "'depex-unmet | NetworkPkg/* | no RNG before Q3 | until 2027-03-31'")
  }

  static func waiverExpired(_ waiver: Waiver, _ count: Int) -> Diagnostic {
    Diagnostic(
      .waiverExpired, at: .source(waiver.range),
      "this waiver of \(count) \(count == 1 ? "finding" : "findings") ended on \(waiver.until?.description ?? "")",
      fix: "fix what it covered, or set a later day and say why")
  }

  static func waiverUnused(_ waiver: Waiver) -> Diagnostic {
    Diagnostic(
      .waiverUnused, at: .source(waiver.range),
      "this waiver matches no finding: none has the code \(waiver.code) and a subject like '\(waiver.pattern.text)'",
      fix: "remove the waiver, or correct its code and pattern")
  }
}
