import Bytes
import Diagnostics
import Manifests

extension PlatformResolver {
  /// `[UserExtensions.Kiln."Budget"]`: lines of `name | bytes`, the name that of an FD or FV, the
  /// bytes an expression. edk2 passes over the section.
  mutating func readBudgets(_ dsc: DSCFile, flash: FlashDescription?) -> [Budget] {
    var budgets: [Budget] = []
    for section in dsc.userExtensions where section.identifier.map(\.value) == ["Kiln", "Budget"] {
      for line in section.lines {
        if let budget = readBudget(line) { budgets.append(budget) }
      }
    }
    guard let flash else { return budgets }
    return budgets.filter { budget in
      let isKnown = flash.device(named: budget.subject) != nil || flash.volume(named: budget.subject) != nil
      if !isKnown { diagnostics.add(.budgetSubjectUnknown(budget, flash: flash)) }
      return isKnown
    }
  }

  private mutating func readBudget(_ line: ManifestLine) -> Budget? {
    let text = line.text.utf8
    guard let bar = text.firstIndex(of: UInt8(ascii: "|")) else {
      diagnostics.add(.budgetMalformed(line))
      return nil
    }
    let offset = text.distance(from: text.startIndex, to: bar)
    let subject = String(line.text[..<bar]).trimmed
    let value = expressions.evaluate(offset + 1..<text.count, of: line, diagnostics: &diagnostics)
    guard let value else { return nil }
    guard let limit = value.number.flatMap(Int.init(exactly:)), limit > 0, !subject.isEmpty else {
      diagnostics.add(.budgetMalformed(line))
      return nil
    }
    return Budget(subject: subject, limit: limit, range: line.range)
  }
}

extension String {
  var trimmed: String {
    let blanks = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: blanks).reversed().drop(while: blanks).reversed())
  }
}

extension Diagnostic {
  static func budgetMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      "budget-malformed", at: .source(line.range), "this is not a budget",
      fix: "write the name of an FD or FV, '|', and a number of bytes, such as 'OVMF_CODE | 0x1E0000'")
  }

  static func budgetSubjectUnknown(_ budget: Budget, flash: FlashDescription) -> Diagnostic {
    let names = flash.devices.map(\.name) + flash.volumes.map(\.name)
    return Diagnostic(
      "budget-subject-unknown", at: .source(budget.range),
      "the platform has no flash device or volume '\(budget.subject)'",
      fix: "name one of \(names.joined(separator: ", "))")
  }
}
