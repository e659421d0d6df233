import Comparison
import Diagnostics
import Manifests
import PlatformModel
import Render
import Vocabulary

/// The variants of a file as configurations of a family.
///
/// The options of each variant are a configuration in which all members are examined; a member's own platform and
/// architectures stay. Without a family's file, the platforms of the variants are the members.
struct DriftVariants {
  let family: PlatformFamily
  /// Variants with the same options are one configuration.
  let configurations: [ChangeReader.Configuration]
  /// Whether the family consists of the platforms of the variants, so that only these configurations count.
  let isWhole: Bool
  private let entries: [Entry]
  private let leftOut: Int

  private struct Entry {
    let name: VariantName
    let platform: String
    /// nil if the family does not have the platform.
    let member: Int?
  }

  /// - Parameter family: nil for the platforms of the variants.
  init(
    _ loaded: VariantLoader.Loaded, of family: PlatformFamily?, file: String, loader: FamilyLoader
  ) throws(DiagnosticError) {
    let own = family ?? PlatformFamily(file, platformsOf: loaded.variants)
    var places: [TreePath: Int] = [:]
    var architectures: [[Architecture]] = []
    for (index, member) in own.members.enumerated() {
      let selection = try loader.selection(of: member)
      places[TreePath(selection.platform)] = places[TreePath(selection.platform)] ?? index
      architectures.append(selection.architectures)
    }
    var entries: [Entry] = []
    var configurations: [ChangeReader.Configuration] = []
    for variant in loaded.variants {
      let member = places[TreePath(variant.platform.platform)]
      entries.append(Entry(name: variant.name, platform: variant.platform.platform, member: member))
      guard let member else { continue }
      var options = variant.platform
      // Another choice of architectures is for this platform alone.
      let isAlone = options.architectures != architectures[member]
      if !isAlone { options.architectures = [] }
      let words = options.words(over: loader.common)
      let members = isAlone ? Set([own.members[member].name]) : nil
      if let known = configurations.firstIndex(where: { $0.words == words && $0.members == members }) {
        configurations[known].name += ",\(variant.name)"
      } else {
        configurations.append(
          .init(name: variant.name.text, words: words, members: members, options: options))
      }
    }
    self.family = own
    self.configurations = configurations
    self.entries = entries
    isWhole = family == nil
    leftOut = loaded.leftOut
  }

  /// Which variants were looked at, and why the others were not.
  ///
  /// - Parameter members: those that the tree has.
  func coverage(_ members: [Int], workspace: String) -> (coverage: VariantCoverage, errors: [Diagnostic]) {
    var coverage = VariantCoverage(checked: [], notChecked: [], leftOut: leftOut)
    var errors: [Diagnostic] = []
    for entry in entries {
      if let member = entry.member, members.contains(member) {
        coverage.checked.append(entry.name)
        continue
      }
      coverage.notChecked.append(entry.name)
      let error: Diagnostic =
        entry.member == nil
        ? .variantForeign(entry.platform, family)
        : .platformUnknown(entry.platform, names: [], roots: [workspace])
      errors.append(error.of(entry.name))
    }
    return (coverage, errors)
  }
}

extension PlatformFamily {
  /// The platforms of variants, in the order of the file.
  fileprivate init(_ name: String, platformsOf variants: [SelectedVariant]) {
    var members: [Member] = []
    var known: Set<TreePath> = []
    for variant in variants where known.insert(TreePath(variant.platform.platform)).inserted {
      let platform = variant.platform.platform
      let file = platform.split(separator: "/").last.map(String.init) ?? platform
      let short = file.hasSuffix(".dsc") ? String(file.dropLast(4)) : file
      members.append(
        Member(
          name: members.contains { $0.name == short } ? platform : short,
          words: [platform] + variant.platform.architectures.flatMap { ["-a", $0.name] },
          range: variant.range))
    }
    self.init(name: name, members: members, differences: [])
  }
}

extension PlatformSelection {
  /// The options that were added to those of `common`, as on kiln's command line.
  fileprivate func words(over common: PlatformSelection) -> [String] {
    var words: [String] = architectures.flatMap { ["-a", $0.name] }
    if let target = givenTarget, target != common.givenTarget { words += ["-b", target.name] }
    if let toolchain = givenToolchain, toolchain != common.givenToolchain { words += ["-t", toolchain] }
    for define in defines.dropFirst(common.defines.count) { words += ["-D", define] }
    for pcd in pcds.dropFirst(common.pcds.count) { words += ["--pcd", pcd] }
    return words
  }

  /// Whether a platform can tell these options from fewer: it supports the architectures, and asks for one of the
  /// macros, if there are some.
  ///
  /// - Parameters:
  ///   - bare: the options without those in question.
  ///   - readings: the platform without them; several if it is a change.
  ///   - switches: those that a change invents.
  func matters(
    over bare: PlatformSelection, to readings: [PlatformReading], switches: NewSwitches? = nil
  ) -> Bool {
    if architectures.contains(where: { name in !readings.contains { $0.supported.contains(name) } }) {
      return false
    }
    let names = defines.dropFirst(bare.defines.count).map { String($0.prefix { $0 != "=" }) }
    if names.isEmpty || readings.contains(where: \.uses.isIncomplete) { return true }
    let known = readings.reduce(into: Set<String>()) { $0.formUnion($1.uses.names) }
    // What a switch of some members alone selects is expected of no other member.
    guard switches?.own(names).isSubset(of: known) ?? true else { return false }
    return names.contains { known.contains($0) || switches?.shared.contains($0) ?? false }
  }
}

extension Diagnostic {
  static func variantForeign(_ platform: String, _ family: PlatformFamily) -> Diagnostic {
    Diagnostic(
      .variantForeign, at: .commandLine,
      "expected a platform of the family '\(family.name)', found '\(platform)'",
      notes: family.members.map { Note("\($0.name) is \($0.words[0])") },
      fix: "leave the variant out with --only, or compare without a family")
  }
}
