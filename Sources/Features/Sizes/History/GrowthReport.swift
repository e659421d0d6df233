import Bytes
import Render

/// Growth since a base: the second part of `kiln check --base`.
package struct GrowthReport {
  private let growth: SizeGrowth
  private let top: Int

  /// - Parameter top: how many of the modules with the largest changes the text lists.
  package init(_ growth: SizeGrowth, top: Int = 10) {
    self.growth = growth
    self.top = top
  }

  package var text: String {
    var text = "since \(growth.baseWithAge)\n"
    // The other subjects are in the table of budgets, with their growth.
    for subject in growth.subjects where subject.verdict == .removed {
      text += "  \(subject.name) was removed; it used \(subject.used.before ?? 0) bytes\n"
    }
    if growth.modules.isEmpty { return text + "  no module changed\n" }
    text += Self.table(growth.modules.prefix(top))
    let hidden = growth.modules.count - top
    return text + (hidden > 0 ? "  and \(hidden) more\n" : "")
  }

  /// A line for each module.
  static func table(_ modules: some Sequence<SizeGrowth.Module>) -> String {
    var table = TextTable([
      ("flash", .right), ("raw", .right), ("module", .left), ("volume", .left), ("", .left),
    ])
    for module in modules {
      table.add([
        module.flashDifference.map { Int($0.rounded()).signed } ?? "", module.raw.difference.signed,
        module.name, module.volume, module.verdict.remark,
      ])
    }
    return table.rendered(indent: 2)
  }
}

extension SizeGrowth.Verdict {
  /// A word for changes that the signed number does not show.
  fileprivate var remark: String { self == .added || self == .removed ? rawValue : "" }
}

extension SizeGrowth {
  /// A description of the base.
  var baseText: String { baseName ?? base.text(beside: now) }

  var baseWithAge: String { ([baseText] + (age.map { ["\($0) old"] } ?? [])).joined(separator: ", ") }

  /// How old the base is; nil for an image, which does not contain the time of its build.
  var age: String? { baseName == nil ? Self.age(from: base.time, to: now.time) : nil }

  /// `12 days`; under two days in hours.
  ///
  /// - Parameters: seconds since 1970-01-01 UTC. A base from the future, of another machine's clock, is 0 hours old.
  package static func age(from base: Int, to now: Int) -> String {
    let seconds = max(0, now.subtractingReportingOverflow(base).partialValue)
    let (count, unit) =
      seconds < 2 * CivilDate.secondsPerDay
      ? (seconds / 3600, "hour") : (seconds / CivilDate.secondsPerDay, "day")
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}

extension SizeGrowth.Side {
  /// `2023-01-04, d452feedf2`, and the configuration if it differs from that of `other`.
  fileprivate func text(beside other: SizeGrowth.Side) -> String {
    var parts = [CivilDate(seconds: time).description]
    if let revision { parts.append(revision.shortRevision) }
    if configuration != other.configuration { parts.append("as \(configuration)") }
    return parts.joined(separator: ", ")
  }
}

extension String {
  /// The first twelve digits of a commit hash, with any suffix; other texts unchanged.
  var shortRevision: String {
    let digits = prefix { $0.isHexDigit }
    return digits.count >= 40 ? "\(digits.prefix(12))\(dropFirst(digits.count))" : self
  }
}

/// The documented form of `growth` in `kiln check --json`: sizes in bytes, with fractions for shares of
/// compressed streams. Unknown values are left out.
struct GrowthJSON: Encodable {
  let base: Side
  let subjects: [Subject]
  let modules: [Module]

  struct Side: Encodable {
    let image: String?
    let platform: String?
    let configuration: String?
    let revision: String?
    let time: Int?
    /// Seconds before what is measured.
    let age: Int?
  }

  struct Subject: Encodable {
    let name: String
    let kind: String
    let verdict: String
    let usedBefore: Int?
    let usedAfter: Int?
    let change: Int
    let limitBefore: Int?
    let limitAfter: Int?
    let flashBefore: Double?
    let flashAfter: Double?
  }

  struct Module: Encodable {
    let guid: String
    let name: String
    let volume: String
    let verdict: String
    let rawBefore: Int?
    let rawAfter: Int?
    let rawChange: Int
    let flashBefore: Double?
    let flashAfter: Double?
    let flashChange: Double?

    init(_ module: SizeGrowth.Module) {
      guid = module.guid.description
      name = module.name
      volume = module.volume
      verdict = module.verdict.rawValue
      rawBefore = module.raw.before
      rawAfter = module.raw.after
      rawChange = module.raw.difference
      flashBefore = module.flash.before
      flashAfter = module.flash.after
      flashChange = module.flashDifference.map { ($0 * 100).rounded() / 100 }
    }
  }

  init(_ growth: SizeGrowth) {
    let record = growth.baseName == nil ? growth.base : nil
    base = Side(
      image: growth.baseName, platform: record?.platform, configuration: record?.configuration,
      revision: record?.revision, time: record?.time, age: record.map { max(0, growth.now.time - $0.time) })
    subjects = growth.subjects.map {
      Subject(
        name: $0.name, kind: $0.kind.rawValue, verdict: $0.verdict.rawValue, usedBefore: $0.used.before,
        usedAfter: $0.used.after, change: $0.used.difference, limitBefore: $0.limit.before,
        limitAfter: $0.limit.after, flashBefore: $0.flash.before, flashAfter: $0.flash.after)
    }
    modules = growth.modules.map(Module.init)
  }
}
