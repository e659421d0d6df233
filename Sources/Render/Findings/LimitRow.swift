package import Diagnostics

/// A device, volume or module with its limit. Sizes in bytes.
package struct LimitRow {
  /// The subject of findings about it.
  package let subject: Diagnostic.Subject
  /// Its name in tables.
  package let title: String
  package let used: Int
  /// What the limit must have room for.
  package let needs: Int
  package let limit: Int
  package let isExceeded: Bool
  /// Whether it is above its warning level.
  package let isWarned: Bool

  package init(
    subject: Diagnostic.Subject, title: String, used: Int, needs: Int, limit: Int, isExceeded: Bool,
    isWarned: Bool
  ) {
    self.subject = subject
    self.title = title
    self.used = used
    self.needs = needs
    self.limit = limit
    self.isExceeded = isExceeded
    self.isWarned = isWarned
  }

  /// Negative by what is too many.
  package var free: Int { limit - needs }
}

/// A row of the table of limits with its findings.
package struct CheckedRow {
  package enum Mark { case fine, warning, over }

  package let row: LimitRow
  /// The findings about it in the first place.
  package let findings: [Finding]
  /// Whether a finding about another row says why it is exceeded.
  package let isToldElsewhere: Bool

  package var mark: Mark {
    if row.isExceeded { return .over }
    if row.isWarned { return .warning }
    return findings.contains { $0.diagnostic.severity != .note } ? .warning : .fine
  }

  package static func all(_ rows: [LimitRow], findings: [Finding]) -> [CheckedRow] {
    let bySubject = Dictionary(grouping: findings.filter { $0.diagnostic.subject != nil }) {
      $0.diagnostic.subject
    }
    let involved = Set(findings.filter { $0.diagnostic.severity == .error }.flatMap(\.diagnostic.involved))
    return rows.map { row in
      let own = bySubject[row.subject] ?? []
      return CheckedRow(
        row: row, findings: own,
        isToldElsewhere: involved.contains(row.subject) && !own.contains { $0.diagnostic.severity == .error })
    }
  }
}
