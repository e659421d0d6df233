import Diagnostics
package import Manifests
package import PlatformModel

/// Holds a platform to kiln's rules.
package enum PlatformLint {
  /// The findings of the rules and the diagnostics of the resolver, sorted by `order`.
  ///
  /// A pure function of the manifests: no waiver is applied here.
  ///
  /// - Parameter policy: a file of policies that goes with the platform, its conditions decided.
  package static func findings(_ survey: PlatformSurvey, policy: DSCFile? = nil) -> [LintFinding] {
    let scan = ManifestScan(survey)
    let image = PlacedImage(survey)
    var findings = survey.diagnostics.map { LintFinding(subject(of: $0), $0) }
    findings += ModulePlacementRule(survey, image, scan).findings
    findings += LibraryClassRule(survey).findings
    findings += PCDUseRule(survey, scan).findings
    findings += PCDLibraryRule(survey).findings
    findings += IdentityRule(survey).findings
    findings += DependencyRule(survey, image).findings
    findings += FlashLayoutRule(survey).findings
    findings += FlashDataRule(survey).findings
    findings += PolicyRule(survey, policy).findings
    var seen: Set<LintFinding> = []
    return findings.filter { seen.insert($0).inserted }.sorted(by: order)
  }

  /// The subject of a diagnostic of the resolver: the text at its place.
  private static func subject(of diagnostic: Diagnostic) -> String {
    switch diagnostic.place {
    case .source(let range):
      let text = String(decoding: range.file.bytes[clamped(range.bytes, to: range.file)], as: UTF8.self)
      return text.isEmpty ? range.file.path : String(text.prefix { !$0.isNewline })
    case .image(let path, _), .file(let path): return path
    case .commandLine: return "command line"
    }
  }

  private static func clamped(_ range: Range<Int>, to file: SourceFile) -> Range<Int> {
    range.clamped(to: 0..<file.bytes.count)
  }

  /// By file, then by place in it, then by code.
  static func order(_ left: LintFinding, _ right: LintFinding) -> Bool {
    let (a, b) = (left.sortKey, right.sortKey)
    if a.path != b.path { return a.path < b.path }
    if a.offset != b.offset { return a.offset < b.offset }
    return (left.code.name, left.subject)
      < (right.code.name, right.subject)
  }
}

extension LintFinding {
  fileprivate var sortKey: (path: String, offset: Int) {
    switch diagnostic.place {
    case .source(let range): (range.file.path, range.bytes.lowerBound)
    case .image(let path, let offsets): (path, offsets.first ?? 0)
    case .file(let path): (path, 0)
    case .commandLine: ("", 0)
    }
  }
}
