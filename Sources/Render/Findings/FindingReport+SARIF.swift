import Diagnostics

extension FindingReport {
  /// SARIF 2.1.0 (OASIS) for GitHub, Azure DevOps and editors: one run with a rule for each code and a result
  /// for each finding.
  package var sarif: String {
    let all = findings + suppressed.map(\.finding)
    let codes = Set(all.map(\.diagnostic.code.name)).sorted()
    let rules = codes.compactMap { code in
      all.first { $0.diagnostic.code.name == code }.map { SARIFLog.Rule($0.diagnostic) }
    }
    let run = SARIFLog.Run(
      tool: .init(driver: .init(version: version, rules: rules)),
      invocations: [.init(executionSuccessful: verdict != .error)],
      results: findings.map { finding in
        SARIFLog.Result(finding, ruleIndex: codes.firstIndex(of: finding.diagnostic.code.name) ?? 0)
      }
        + suppressed.map { waived in
          SARIFLog.Result(
            waived.finding, ruleIndex: codes.firstIndex(of: waived.finding.diagnostic.code.name) ?? 0,
            suppression: waived.reason)
        })
    return JSON.encode(SARIFLog(runs: [run]))
  }
}

extension SARIFLog.Rule {
  private static let abbreviations: Set<Substring> = ["fd", "ftw", "fv", "guid", "inf", "lzma", "pcd", "pvh"]

  package init(_ diagnostic: Diagnostic) {
    id = diagnostic.code.name
    let words = diagnostic.code.name.split(separator: "-").map { word in
      Self.abbreviations.contains(word) ? word.uppercased() : String(word)
    }.joined(separator: " ")
    shortDescription = .init(text: words.prefix(1).uppercased() + words.dropFirst())
    help = .init(text: diagnostic.fix ?? diagnostic.message)
  }
}

extension SARIFLog.Result {
  /// - Parameter suppression: the reason why the finding is suppressed; nil if it is not.
  package init(_ finding: Finding, ruleIndex: Int, suppression: String? = nil) {
    suppressions = suppression.map { [SARIFLog.Suppression(justification: $0)] }
    ruleId = finding.diagnostic.code.name
    self.ruleIndex = ruleIndex
    level = finding.diagnostic.severity.rawValue
    let inner = finding.place.offsets.count > 1 ? ["at \(finding.place.offsetText)"] : []
    message = .init(text: (finding.lines + inner).joined(separator: "\n"))
    // GitHub ignores results without a location, so each has at least a file.
    locations = [.init(physicalLocation: .init(finding.place))]
    relatedLocations =
      finding.related.isEmpty
      ? nil
      : finding.related.enumerated().map { index, related in
        .init(id: index + 1, physicalLocation: .init(related.place), message: .init(text: related.message))
      }
    partialFingerprints = ["kilnFinding/v1": finding.fingerprint]
  }
}

extension SARIFLog.PhysicalLocation {
  package init(_ place: FindingPlace) {
    let base: String? =
      switch place.path.base {
      case .checkout: "%SRCROOT%"
      case .workspace: "WORKSPACE"
      case .none: nil
      }
    artifactLocation = .init(uri: place.path.uri, uriBaseId: base)
    if let start = place.start {
      region = .init(
        startLine: start.line, startColumn: start.column, endLine: place.end?.line,
        endColumn: place.end?.column)
    } else {
      region = place.offsets.first.map { .init(byteOffset: $0) }
    }
  }
}
