import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension PlatformResolver {
  /// `[UserExtensions.Kiln."Budget"]`: lines of `name | limit | key = value …`.
  ///
  /// The name is that of an FD, an FV or, as BASE_NAME, a module; the limit an expression, in bytes, or `*` for
  /// the room that the FDF gives. Keys are `measure` (raw or flash); `warn`, `reserve` and `growth`, whose
  /// values are bytes or a share such as `95%`; and `max-base-age`, whose value is a time such as `30d`. Of two lines about one thing the later counts. edk2 passes over the
  /// section.
  mutating func readBudgets(
    _ manifests: [DSCFile], flash: FlashDescription?, modules: [PlatformModule]
  ) -> [Budget] {
    var budgets: [Budget] = []
    let names = Set(modules.map { ModuleName($0.baseName) })
    let sections = manifests.flatMap(\.userExtensions).filter {
      $0.identifier.map(\.value) == ["Kiln", "Budget"]
    }
    for section in sections {
      for line in section.lines {
        let fields = line.fields
        guard fields.count > 1, !fields[0].text.isEmpty else {
          diagnostics.add(.budgetMalformed(line))
          continue
        }
        let name = fields[0].text
        let subject: Budget.Subject
        var room: Int?
        if let device = flash?.device(named: DeviceName(name)) {
          (subject, room) = (.device(DeviceName(name)), device.size)
        } else if let volume = flash?.volume(named: VolumeName(name)) {
          (subject, room) = (.volume(VolumeName(name)), volume.regionSize)
        } else if names.contains(ModuleName(name)) {
          subject = .module(ModuleName(name))
        } else {
          diagnostics.add(.budgetSubjectUnknown(name, line, flash: flash, modules: modules))
          continue
        }
        guard let limit = limit(fields[1], room: room, line) else { continue }
        var budget = Budget(subject: subject, limit: limit, range: line.range)
        guard fields.dropFirst(2).allSatisfy({ set($0, of: &budget, line) }) else { continue }
        check(budget, room: room)
        budgets.append(budget)
      }
    }
    return budgets
  }

  private mutating func limit(_ field: ManifestField, room: Int?, _ line: ManifestLine) -> Int? {
    if field.text == "*" {
      if room == nil { diagnostics.add(.budgetWithoutRoom(line)) }
      return room
    }
    guard let value = expressions.evaluate(field.range, of: line, diagnostics: &diagnostics) else {
      return nil
    }
    guard let limit = value.number.flatMap(Int.init(exactly:)), limit > 0 else {
      diagnostics.add(.budgetMalformed(line))
      return nil
    }
    return limit
  }

  /// One `key = value`; false when it is none, which is said.
  private mutating func set(_ field: ManifestField, of budget: inout Budget, _ line: ManifestLine) -> Bool {
    guard let equals = field.text.firstIndex(of: "=") else {
      diagnostics.add(.budgetKeyUnknown(field.text, line))
      return false
    }
    let key = String(field.text[..<equals]).trimmed.lowercased()
    let value = String(field.text[equals...].dropFirst()).trimmed
    if key == "measure" {
      guard let measure = Budget.Measure(rawValue: value.lowercased()) else {
        diagnostics.add(.budgetValueMalformed(key, value, line))
        return false
      }
      budget.measure = measure
      return true
    }
    if key == "max-base-age" {
      guard let age = BaseAge(value) else {
        diagnostics.add(.budgetValueMalformed(key, value, line))
        return false
      }
      budget.baseAge = age
      return true
    }
    guard ["warn", "reserve", "growth"].contains(key) else {
      diagnostics.add(.budgetKeyUnknown(key, line))
      return false
    }
    guard let amount = amount(value, field, line) else {
      diagnostics.add(.budgetValueMalformed(key, value, line))
      return false
    }
    switch key {
    case "warn": budget.warning = amount
    case "reserve": budget.reserve = amount
    default: budget.growth = amount
    }
    return true
  }

  /// `95%`, `2.5%`, or an expression of bytes.
  private mutating func amount(_ text: String, _ field: ManifestField, _ line: ManifestLine) -> Budget.Amount?
  {
    if text.hasSuffix("%") { return Budget.Amount.share(text).map { .permille($0) } }
    let start = field.range.upperBound
    guard let equals = Array(line.text.utf8)[field.range].firstIndex(of: UInt8(ascii: "=")) else {
      return nil
    }
    let value = expressions.evaluate(equals + 1..<start, of: line, diagnostics: &diagnostics)
    return value?.number.flatMap(Int.init(exactly:)).flatMap { $0 >= 0 ? .bytes($0) : nil }
  }

  /// Limits that can never be met, or never be broken.
  private mutating func check(_ budget: Budget, room: Int?) {
    if let room, budget.measure == .raw, budget.limit > room {
      diagnostics.add(
        .budgetContradictory(
          budget,
          "a limit of \(budget.limit) bytes can never be exceeded: \(budget.subject.name) has room for \(room)"
        ))
    }
    let reserve = budget.reserve?.bytes(of: budget.limit) ?? 0
    if reserve >= budget.limit {
      diagnostics.add(
        .budgetContradictory(budget, "a reserve of \(reserve) bytes leaves no bytes of \(budget.limit)"))
    } else if let warning = budget.warning?.bytes(of: budget.limit), warning > budget.limit - reserve {
      diagnostics.add(
        .budgetContradictory(
          budget,
          "the warning at \(warning) bytes never appears: more than \(budget.limit - reserve) is an error"))
    }
  }
}

extension String {
  /// Without blanks and tabs at both ends.
  var trimmed: String {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let bytes = utf8
    guard let start = bytes.firstIndex(where: { !isBlank($0) }) else { return "" }
    var end = bytes.endIndex
    while isBlank(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
    return start == bytes.startIndex && end == bytes.endIndex ? self : String(self[start..<end])
  }
}

extension Diagnostic {
  static func budgetMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .budgetMalformed, at: .source(line.range), "expected a budget",
      fix: "write the name of an FD, FV or module, '|', and a number of bytes, such as "
        + "'OVMF_CODE | 0x1E0000 | warn = 95%'")
  }

  static func budgetKeyUnknown(_ key: String, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .budgetMalformed, at: .source(line.range), "expected a budget key with a value, found '\(key)'",
      fix: "use the keys measure (raw or flash), warn, reserve, growth and max-base-age, such as 'warn = 95%'"
    )
  }

  static func budgetValueMalformed(_ key: String, _ value: String, _ line: ManifestLine) -> Diagnostic {
    let fix =
      switch key {
      case "measure": "write 'measure = raw' or 'measure = flash'"
      case "max-base-age":
        "write hours, days or weeks, such as '\(key) = 36h', '\(key) = 30d' or '\(key) = 2w'"
      default:
        "write bytes or a percentage with at most one decimal, such as '\(key) = 0x4000' or '\(key) = 2.5%'"
      }
    return Diagnostic(
      .budgetMalformed, at: .source(line.range), "'\(value)' is not a valid value of '\(key)'", fix: fix)
  }

  static func budgetWithoutRoom(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .budgetMalformed, at: .source(line.range),
      "'*' stands for the size given in the FDF, which gives none here",
      fix: "write a number of bytes")
  }

  static func budgetSubjectUnknown(
    _ subject: String, _ line: ManifestLine, flash: FlashDescription?, modules: [PlatformModule]
  ) -> Diagnostic {
    let names = (flash?.devices.map(\.name.text) ?? []) + (flash?.volumes.map(\.name.text) ?? [])
    return Diagnostic(
      .budgetSubjectUnknown, at: .source(line.range),
      "the platform has no flash device, volume or module '\(subject)'",
      fix: "use one of \(names.joined(separator: ", ")), or the BASE_NAME of one of its "
        + "\(modules.count) modules")
  }

  static func budgetContradictory(_ budget: Budget, _ reason: String) -> Diagnostic {
    Diagnostic(
      .budgetContradictory, at: .source(budget.range), reason,
      fix: "set warn below limit - reserve, and the limit to at most the available room")
  }
}
