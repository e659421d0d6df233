package import Diagnostics
package import PlatformModel
package import Vocabulary

/// Whether flash devices, volumes and modules are within their limits. All sizes in bytes.
package struct BudgetCheck: Equatable, Sendable {
  package var rows: [Row]
  /// The limits that were asked for and could not be applied.
  package var unchecked: [Unchecked] = []

  package init(rows: [Row]) { self.rows = rows }

  /// A limit that says nothing about what was measured.
  package struct Unchecked: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
      /// No image contains the subject of the budget.
      case notMeasured
      /// The limit is one of growth, and there is no base.
      case noBase
      /// The limit is one of growth, and the base does not contain the subject.
      case notInBase
    }

    package var subject: Budget.Subject
    package var measure: Budget.Measure
    package var reason: Reason
    /// The line of the budget; nil for a limit of the command line.
    package var budget: SourceRange?

    package init(
      _ subject: Budget.Subject, _ measure: Budget.Measure, _ reason: Reason, budget: SourceRange?
    ) {
      self.subject = subject
      self.measure = measure
      self.reason = reason
      self.budget = budget
    }
  }

  package struct Row: Equatable, Sendable {
    package enum Source: String, Sendable {
      /// A line of the platform's `[UserExtensions.Kiln."Budget"]`.
      case manifest
      /// The size of the volume or device itself.
      case own
    }

    package enum State: String, Sendable {
      case fine
      /// Above the warning level.
      case warned
      /// Over the limit, into the reserve, or grown by more than is allowed.
      case exceeded
    }

    /// How a row exceeds its budget.
    package enum Violation: Equatable, Sendable {
      case limit(over: Int)
      case reserve(over: Int, reserve: Int)
      case growth(by: Int, allowed: Int)
      case warning(level: Int)
    }

    /// The variant that was measured, in a check of several.
    package var variant: VariantName?
    package var subject: Budget.Subject
    package var measure: Budget.Measure
    package var size: Int
    /// Bytes that are occupied, also where they do not fit.
    package var used: Int
    /// The bytes that the limit must have room for: `used`; of a device that is larger than its budget, its size.
    package var needs: Int
    package var limit: Int
    package var source: Source
    /// The number of bytes above which there is a warning.
    package var warning: Int?
    /// The number of bytes that must stay free below the limit.
    package var reserve: Int
    /// Size in the base; nil without a base, or if the base does not contain it.
    package var base: Int?
    /// The allowed growth over `base`, in bytes.
    package var allowedGrowth: Int?

    package init(
      subject: Budget.Subject, measure: Budget.Measure = .raw, size: Int, used: Int, needs: Int? = nil,
      limit: Int, source: Source, warning: Int? = nil, reserve: Int = 0, base: Int? = nil,
      allowedGrowth: Int? = nil
    ) {
      self.subject = subject
      self.measure = measure
      self.size = size
      self.used = used
      self.needs = needs ?? used
      self.limit = limit
      self.source = source
      self.warning = warning
      self.reserve = reserve
      self.base = base
      self.allowedGrowth = allowedGrowth
    }

    /// The subject of findings about the row.
    package var diagnosticSubject: Diagnostic.Subject {
      let plain = subject.inDiagnostics(measure)
      return variant.map { .inVariant($0, plain) } ?? plain
    }

    /// The name in tables.
    package var title: String { (variant.map { "\($0) " } ?? "") + subject.title(measure) }
    package var name: String { subject.name }
    package var kind: Budget.Kind { subject.kind }
    package var isDevice: Bool { kind == .device }
    package var isModule: Bool { kind == .module }
    package var kindName: String { kind.rawValue }
    package var measureName: String { measure.rawValue }
    /// Bytes of the limit that are left; negative by what is too many.
    package var free: Int { limit - needs }
    /// Growth over the base in bytes, negative if it shrank; nil without a base.
    package var growth: Int? { base.map { used - $0 } }
    package var isExceeded: Bool { state == .exceeded }

    package var state: State {
      let violations = violations
      if violations.isEmpty { return .fine }
      return violations.allSatisfy(\.isWarning) ? .warned : .exceeded
    }

    /// The most severe first. Of limit, reserve and warning level only the most severe is given.
    package var violations: [Violation] {
      var found: [Violation] = []
      if needs > limit {
        found.append(.limit(over: needs - limit))
      } else if needs > limit - reserve {
        found.append(.reserve(over: needs - (limit - reserve), reserve: reserve))
      }
      if let growth, let allowedGrowth, growth > allowedGrowth {
        found.append(.growth(by: growth, allowed: allowedGrowth))
      }
      if let warning, needs > warning, found.isEmpty { found.append(.warning(level: warning)) }
      return found
    }
  }

  package var isExceeded: Bool { rows.contains(where: \.isExceeded) }

  /// The same check as one of a variant.
  package func of(_ variant: VariantName) -> BudgetCheck {
    var check = self
    for index in check.rows.indices { check.rows[index].variant = variant }
    return check
  }
  package var isWarned: Bool { rows.contains { $0.state == .warned } }
}

extension BudgetCheck.Row.Violation {
  /// Whether the check passes in spite of it.
  package var isWarning: Bool { if case .warning = self { true } else { false } }
}

extension Budget.Subject {
  /// As the subject of findings.
  func inDiagnostics(_ measure: Budget.Measure) -> Diagnostic.Subject {
    let plain: Diagnostic.Subject =
      switch self {
      case .device(let name): .device(name)
      case .volume(let name): .volume(name)
      case .module(let name): .module(name)
      }
    return measure == .flash ? .inFlash(plain) : plain
  }

  /// The name in tables and messages.
  func title(_ measure: Budget.Measure) -> String { measure == .flash ? "\(name) in flash" : name }
}
