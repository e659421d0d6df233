import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// What a platform must not contain: `[UserExtensions.Kiln."Policy"]`, lines of `forbidden | pattern | reason`.
///
/// Patterns are matched against the paths of modules and of the library instances that they link. edk2 ignores
/// the section.
struct PolicyRule {
  private(set) var findings: [LintFinding] = []

  private struct Ban {
    let pattern: Glob
    let reason: String
    let range: SourceRange
  }

  init(_ survey: PlatformSurvey, _ file: DSCFile?) {
    var bans: [Ban] = []
    for line in LintLine.all(of: "Policy", in: [survey.dsc, file].compactMap(\.self)) {
      guard line.fields.count == 3, Keyword(line.fields[0]) == Keyword("forbidden"),
        line.fields.allSatisfy({ !$0.isEmpty })
      else {
        findings.append(LintFinding(line.text, .policyMalformed(line)))
        continue
      }
      bans.append(Ban(pattern: Glob(line.fields[1]), reason: line.fields[2], range: line.range))
    }
    guard !bans.isEmpty else { return }
    for build in survey.model.architectures {
      for module in build.modules where !module.isLibrary {
        if let ban = bans.first(where: { $0.pattern.matches(module.path) }) {
          findings.append(
            LintFinding(
              module.path,
              .forbidden(
                module.path, reason: ban.reason, at: .source(module.range), policy: ban.range, notes: [])))
        }
      }
      checkLibraries(build, bans)
    }
  }

  /// One finding for each instance, with those who link it.
  private mutating func checkLibraries(_ build: ArchitectureBuild, _ bans: [Ban]) {
    for id in build.libraries.indices {
      let library = build[id]
      guard let ban = bans.first(where: { $0.pattern.matches(library.path) }) else { continue }
      let users = build.modules.compactMap { module in
        module.libraries.first { $0.library == id }.map { (module.path, $0) }
      }
      guard let first = users.first else { continue }
      let named = users.prefix(Self.usersNamed).map { Diagnostic.Note("\($0.0) links it") }
      let more = users.count - named.count
      findings.append(
        LintFinding(
          library.path,
          .forbidden(
            library.path, reason: ban.reason, at: first.1.instance.place, policy: ban.range,
            notes: named + (more > 0 ? [.init("and \(more) more")] : []))))
    }
  }

  private static let usersNamed = 3
}

extension Diagnostic {
  static func forbidden(
    _ path: String, reason: String, at place: Place, policy: SourceRange, notes: [Note]
  ) -> Diagnostic {
    Diagnostic(
      .policyForbidden, at: place, "\(path) is forbidden in this platform: \(reason)",
      notes: notes + [Note("the policy forbids it here", at: .source(policy))],
      fix: "remove it from the platform, or change the policy")
  }

  static func policyMalformed(_ line: LintLine) -> Diagnostic {
    Diagnostic(
      .policyMalformed, at: .source(line.range),
      "expected 'forbidden | PATTERN | REASON', found '\(line.text)'",
      fix: "write 'forbidden', a pattern of INF paths and a reason, such as "
        + "'forbidden | OvmfPkg/Xen* | Xen guests have a platform of their own'")
  }
}
