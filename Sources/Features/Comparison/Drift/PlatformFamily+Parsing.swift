import Bytes
package import Diagnostics
package import Manifests
import PlatformModel

extension PlatformFamily {
  /// Parses the file of a family: a DSC with only these sections.
  ///
  /// - `[UserExtensions.Kiln."Family"]`: lines of `name | platform and options`.
  /// - `[UserExtensions.Kiln."Configuration"]`: lines of `name | members | options`.
  /// - `[UserExtensions.Kiln."Difference"]`: lines of `topic | subject | members | reason`, optionally followed
  ///   by `| until YYYY-MM-DD`. A topic is one of `FactKey.Topic`, or `*`. A subject may be followed by ` in `
  ///   and a pattern for INFs. Members are names separated by blanks, or `*`.
  package init(_ name: String, parsing dsc: DSCFile, diagnostics: inout DiagnosticList) {
    self.init(name: name, members: [], differences: [])
    for section in dsc.userExtensions {
      for line in section.lines {
        switch section.identifier.map(\.value) {
        case ["Kiln", "Family"]: addMember(line, &diagnostics)
        case ["Kiln", "Difference"]: addDifference(line, &diagnostics)
        case ["Kiln", "Configuration"]: addConfiguration(line, &diagnostics)
        default: break
        }
      }
    }
    let known = Set(members.map(\.name))
    let uses = differences.map { ($0.members, $0.range) } + configurations.map { ($0.members, $0.range) }
    for (names, range) in uses {
      for name in names?.sorted() ?? [] where !known.contains(name) {
        diagnostics.add(.familyMemberUnknown(name, at: range, known: members.map(\.name)))
      }
    }
    if members.count < 2 { diagnostics.add(.familyTooSmall(dsc.file.path)) }
  }

  private mutating func addMember(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    let fields = line.fields.map(\.text)
    let words = fields.count == 2 ? QuotedWords.split(fields[1]) ?? [] : []
    guard fields.count == 2, !fields[0].isEmpty, !fields[0].contains(" "), !words.isEmpty,
      !members.contains(where: { $0.name == fields[0] })
    else { return diagnostics.add(.familyMalformed(line)) }
    members.append(Member(name: fields[0], words: words, range: line.range))
  }

  private mutating func addConfiguration(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    let fields = line.fields.map(\.text)
    let words = fields.count == 3 ? QuotedWords.split(fields[2]) ?? [] : []
    guard fields.count == 3, !fields[0].isEmpty, !fields[0].contains(" "), !fields[1].words.isEmpty,
      words.first?.hasPrefix("-") ?? false, fields[0] != Self.plain,
      !configurations.contains(where: { $0.name == fields[0] })
    else { return diagnostics.add(.configurationMalformed(line)) }
    configurations.append(
      Configuration(
        name: fields[0], members: fields[1] == "*" ? nil : Set(fields[1].words), words: words,
        range: line.range))
  }

  private mutating func addDifference(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    let fields = line.fields.map(\.text)
    guard (4...5).contains(fields.count), fields.prefix(4).allSatisfy({ !$0.isEmpty }) else {
      return diagnostics.add(.differenceMalformed(line))
    }
    let topic = FactKey.Topic(name: fields[0])
    guard topic != nil || fields[0] == "*" else {
      return diagnostics.add(.differenceTopicUnknown(fields[0], line))
    }
    var until: String?
    if fields.count == 5 {
      until = fields[4].day
      guard until != nil else { return diagnostics.add(.differenceMalformed(line)) }
    }
    let subject = fields[1].split(separator: " in ", maxSplits: 1).map(String.init)
    differences.append(
      Difference(
        topic: topic, subject: Glob(subject[0].words.first ?? ""),
        module: subject.count > 1 ? Glob(subject[1].words.joined()) : nil,
        members: fields[2] == "*" ? nil : Set(fields[2].words), reason: fields[3], until: until,
        range: line.range))
  }
}

extension String {
  /// The words of the text, separated by blanks.
  fileprivate var words: [String] { split { $0 == " " || $0 == "\t" }.map(String.init) }

  /// The date of `until YYYY-MM-DD`.
  fileprivate var day: String? {
    let words = words
    guard words.count == 2, words[0] == "until" else { return nil }
    let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
    let isDay = parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
    return isDay ? words[1] : nil
  }
}

extension Diagnostic {
  static func familyMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .familyMalformed, at: .source(line.range),
      "expected a new member, 'NAME | DSC OPTIONS', found '\(line.text)'",
      fix: "write a name without blanks that no other member has, '|', a DSC and its options, such as "
        + "'X64 | OvmfPkg/OvmfPkgX64.dsc -a X64 -D SMM_REQUIRE=TRUE'")
  }

  static func configurationMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .configurationMalformed, at: .source(line.range),
      "expected a new configuration, 'NAME | MEMBERS | OPTIONS', found '\(line.text)'",
      fix: "write a name without blanks that no other configuration has, members or *, and options, such as "
        + "'secure | X64 Xen | -D SECURE_BOOT_ENABLE=TRUE'; plain is the configuration without options")
  }

  static func familyTooSmall(_ path: String) -> Diagnostic {
    Diagnostic(
      .familyMalformed, at: .file(path), "expected at least two members in a family, found fewer",
      fix: "declare them in [UserExtensions.Kiln.\"Family\"]")
  }

  static func familyMemberUnknown(_ name: String, at range: SourceRange, known: [String]) -> Diagnostic {
    Diagnostic(
      .familyMemberUnknown, at: .source(range), "the family has no member '\(name)'",
      fix: "use \(known.joined(separator: ", ")), or * for all")
  }

  static func differenceMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .differenceMalformed, at: .source(line.range),
      "expected 'TOPIC | SUBJECT | MEMBERS | REASON', found '\(line.text)'",
      fix:
        "separate topic, subject, members and reason by '|', and append '| until YYYY-MM-DD' if it is to end, "
        + "such as 'module | OvmfPkg/*Virtio* | Xen | Xen has no virtio'")
  }

  static func differenceTopicUnknown(_ name: String, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .differenceMalformed, at: .source(line.range), "unknown topic '\(name)'",
      fix: "use \(FactKey.Topic.allCases.map(\.name).joined(separator: ", ")), or *")
  }
}
