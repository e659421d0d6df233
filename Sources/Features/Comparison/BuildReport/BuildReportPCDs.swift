import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The PCDs of edk2's build report: those of the platform, and those of each module.
struct BuildReportPCDs {
  /// Who decided a value.
  private enum Decider {
    case declaration, inf, component, platform, flash, commandLine

    var isOfModule: Bool { self == .inf || self == .component }
  }

  private struct Key: Hashable {
    let name: PCDName
    let access: PCDAccess
  }

  /// One for each name and access, as some module uses it, with the modules in the order of the platform.
  private var uses: [Key: [(module: BuildModule, pcd: ModulePCD)]] = [:]
  private var keys: [Key] = []
  private var ofPlatform: Set<SourceRange> = []
  private var ofComponents: Set<SourceRange> = []
  /// Of the longest name.
  private var width = 0

  init(_ survey: PlatformSurvey) {
    for pcd in survey.dsc.pcds { ofPlatform.formUnion(pcd.ranges) }
    for pcd in survey.dsc.components.flatMap(\.pcds) { ofComponents.formUnion(pcd.ranges) }
    for module in survey.model.architectures.flatMap(\.modules) {
      for pcd in module.pcds + module.libraryPCDs {
        uses[Key(name: pcd.name, access: pcd.access), default: []].append((module, pcd))
      }
    }
    keys = uses.keys.sorted { one, other in
      (one.name.tokenSpace, one.name.name, one.access.rawValue)
        < (other.name.tokenSpace, other.name.name, other.access.rawValue)
    }
    width = keys.map(\.name.name.count).max() ?? 0
  }

  private static let legend = [
    "  *B  - PCD override in the build option", "  *P  - Platform scoped PCD override in DSC file",
    "  *F  - Platform scoped PCD override in FDF file", "  *M  - Module scoped PCD override",
  ]

  /// The values that the platform gives, and behind each the modules that have another one.
  func writePlatform(_ text: inout BuildReportText) {
    text.start(.section, "Platform Configuration Database Report")
    for line in Self.legend { text.line(line) }
    text.rule(.section)
    var space: String?
    for key in keys {
      guard let found = uses[key], let first = found.first else { continue }
      if key.name.tokenSpace != space {
        text.line("")
        text.line(key.name.tokenSpace)
        space = key.name.tokenSpace
      }
      let decisions = decisions(first.pcd)
      let counts = decisions.last { !$0.decider.isOfModule } ?? decisions[0]
      let isDefault = same(counts.value, decisions[0].value)
      let flag =
        switch counts.decider {
        case .declaration, .inf, .component: "  "
        case .commandLine: "*B"
        case .flash: isDefault ? "  " : "*F"
        case .platform: isDefault ? "  " : "*P"
        }
      write(first.pcd, counts.value, flag, &text)
      if !isDefault { write(default: "DEC DEFAULT", decisions[0].value, &text) }
      guard counts.decider != .commandLine,
        [.featureFlag, .fixedAtBuild, .patchableInModule].contains(key.access)
      else { continue }
      var seen: Set<String> = []
      for use in found where !same(use.pcd.value.value, counts.value) {
        let name = use.module.path.split(separator: "/").last.map(String.init) ?? use.module.path
        guard seen.insert(name).inserted else { continue }
        write(" *M     " + name.padded(to: width + 15) + " = ", use.pcd.value.value, &text)
      }
    }
    text.end(.section)
  }

  /// The values that a module is built with.
  func write(_ module: BuildModule, _ text: inout BuildReportText) {
    let pcds = (module.pcds + module.libraryPCDs).sorted {
      ($0.name.tokenSpace, $0.name.name) < ($1.name.tokenSpace, $1.name.name)
    }
    guard !pcds.isEmpty else { return }
    text.start(.subsection, "PCD")
    text.rule(.subsection)
    var space: String?
    for pcd in pcds {
      if pcd.name.tokenSpace != space {
        text.line(pcd.name.tokenSpace)
        space = pcd.name.tokenSpace
      }
      let decisions = decisions(pcd)
      let value = pcd.value.value
      let isDefault = same(value, decisions[0].value)
      let isOption = decisions.last?.decider == .commandLine
      write(pcd, value, isDefault ? "  " : isOption ? "*B" : "*M", &text)
      let platform = decisions.last { [.platform, .flash].contains($0.decider) }
      if let platform, !same(value, platform.value) { write(default: "DSC DEFAULT", platform.value, &text) }
      let inf = decisions.last { $0.decider == .inf }
      if let inf, !same(value, inf.value) { write(default: "INF DEFAULT", inf.value, &text) }
      if !isDefault { write(default: "DEC DEFAULT", decisions[0].value, &text) }
    }
    text.end(.subsection)
  }

  /// The earliest first; never empty.
  private func decisions(_ pcd: ModulePCD) -> [(value: EvaluatedPCD, decider: Decider)] {
    pcd.value.overrode.map { ($0.value, decider($0.place)) } + [(pcd.value.value, decider(pcd.value.place))]
  }

  private func decider(_ place: Diagnostic.Place) -> Decider {
    guard case .source(let range) = place else { return .commandLine }
    let path = range.file.path.lowercased()
    if path == "--pcd" { return .commandLine }
    if path.hasSuffix(".dec") { return .declaration }
    if path.hasSuffix(".inf") { return .inf }
    if ofComponents.contains(range) { return .component }
    return ofPlatform.contains(range) ? .platform : .flash
  }

  /// Numbers by their value, everything else by its text.
  private func same(_ one: EvaluatedPCD, _ other: EvaluatedPCD) -> Bool {
    if case .number(let one) = one.value, case .number(let other) = other.value { return one == other }
    return one.text == other.text
  }
}

extension DSCPCD {
  /// Of its name and of each part behind it.
  fileprivate var ranges: [SourceRange] { [name.range] + parts.map(\.range) }
}

extension BuildReportPCDs {
  private func write(_ pcd: ModulePCD, _ value: EvaluatedPCD, _ flag: String, _ text: inout BuildReportText) {
    let type = "(\(pcd.datumType.name))"
    let name = (flag + " " + pcd.name.name).padded(to: width)
    let kind = kind(pcd).leftPadded(to: 6)
    write(" \(name)   : \(kind) \(type.leftPadded(to: 10)) = ", value, &text)
    switch pcd.storage {
    case .none: break
    case .variable(let variable):
      text.line(
        variable.guid.name.leftPadded(to: width + 4) + ": L\"\(variable.name)\": \(variable.offsetText)")
    case .vpd(_, let offset): text.line(offset.leftPadded(to: width + 4))
    }
  }

  private func write(default name: String, _ value: EvaluatedPCD, _ text: inout BuildReportText) {
    write("    \(name.leftPadded(to: width + 19)) = ", value, &text)
  }

  private func write(_ head: String, _ value: EvaluatedPCD, _ text: inout BuildReportText) {
    switch value.value {
    case .number(let number) where value.type == .boolean: text.line(head + String(number))
    case .number(let number):
      let literal = value.literal
      let hexadecimal = "0x" + String(number, radix: 16, uppercase: true)
      text.line(
        head + (literal.lowercased().hasPrefix("0x") ? literal : hexadecimal) + " (\(number))")
    case .bytes(let bytes) where bytes.count >= 16:
      text.line(head + "{")
      for start in stride(from: 0, to: bytes.count, by: 16) {
        let end = min(start + 16, bytes.count)
        let row = bytes[start..<end].map { ($0 < 16 ? "0x0" : "0x") + String($0, radix: 16, uppercase: true) }
        text.line(row.joined(separator: ",") + (end == bytes.count ? "}" : ","))
      }
    case .bytes, .string, .wideString: text.line(head + value.text)
    }
  }

  /// `DYN`, with `HII` or `VPD` behind it where the value is kept there.
  private func kind(_ pcd: ModulePCD) -> String {
    let place =
      switch pcd.storage {
      case .none: ""
      case .variable: "HII"
      case .vpd: "VPD"
      }
    return switch pcd.access {
    case .featureFlag: "FLAG"
    case .fixedAtBuild: "FIXED"
    case .patchableInModule: "PATCH"
    case .dynamic: "DYN" + place
    case .dynamicEx: "DEX" + place
    }
  }
}
