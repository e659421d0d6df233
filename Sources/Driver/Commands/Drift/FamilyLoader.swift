import Bytes
import Comparison
import Diagnostics
import Host
import Lint
import Manifests
import PlatformModel

/// Loads a family's file, and its members from the disk or from a commit.
struct FamilyLoader {
  let context: Context
  let today: CivilDate
  /// The options for all members.
  let common: PlatformSelection
  /// Parses the arguments of a member.
  let options: PlatformOptionReader
  private let known = KnownSelections()

  /// A name under `Platforms/families/`, or a file.
  func family(_ name: String) throws(DiagnosticError) -> PlatformFamily {
    let file = try NamedManifest(name, in: "families", context: context) { .familyUnknown(name, known: $0) }
    var diagnostics = DiagnosticList()
    let dsc = try file.parse(context, diagnostics: &diagnostics)
    let short = file.path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? name
    let family = PlatformFamily(short, parsing: dsc, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return family
  }

  func selection(of member: PlatformFamily.Member) throws(DiagnosticError) -> PlatformSelection {
    if let selection = known[member.words, []] { return selection }
    do {
      let selection = try options(member.words, common)
      known[member.words, []] = selection
      return selection
    } catch {
      throw DiagnosticError(.familyMemberMalformed(member, reason: String(describing: error)))
    }
  }

  /// A member with further options, which win over its own.
  func selection(
    of member: PlatformFamily.Member, with words: [String], _ family: PlatformFamily
  ) throws(DiagnosticError) -> PlatformSelection {
    let own = try selection(of: member)
    guard !words.isEmpty else { return own }
    if let selection = known[member.words, words] { return selection }
    var bare = own
    bare.architectures = []
    do {
      var selection = try options([own.platform] + words, bare)
      if selection.architectures.isEmpty { selection.architectures = own.architectures }
      known[member.words, words] = selection
      return selection
    } catch {
      let configuration = family.configurations.first { $0.words == words }
      throw DiagnosticError(
        .configurationOptionsMalformed(
          words, at: configuration?.range ?? member.range, reason: String(describing: error)))
    }
  }

  /// A member with the options of a variant.
  func selection(
    of member: PlatformFamily.Member, with options: PlatformSelection
  ) throws(DiagnosticError) -> PlatformSelection {
    var selection = try selection(of: member)
    if !options.architectures.isEmpty { selection.architectures = options.architectures }
    selection.givenTarget = options.givenTarget ?? selection.givenTarget
    selection.givenToolchain = options.givenToolchain ?? selection.givenToolchain
    selection.defines += options.defines.dropFirst(common.defines.count)
    selection.pcds += options.pcds.dropFirst(common.pcds.count)
    return selection
  }

  /// A member that was found.
  struct Loaded: Sendable {
    let index: Int
    let name: String
    let facts: PlatformFacts
    /// Parts that cannot work although the member can be built.
    let defects: [PlatformDefect]
    let roots: [String]
    let defineUse: DefineUse

    init(_ index: Int, _ name: String, _ platform: SurveyedPlatform, today: CivilDate) {
      self.index = index
      self.name = name
      roots = platform.roots.folders
      let survey = platform.survey
      defineUse = survey.defineUse
      facts = PlatformFacts(survey)
      let verdict = LintVerdict(PlatformLint.findings(survey), manifests: [survey.dsc], today: today)
      let told = Set(survey.diagnostics)
      defects = verdict.findings
        .filter { $0.severity == .error && !told.contains($0.diagnostic) }
        .map { PlatformDefect("\($0.code) \($0.subject)", $0.diagnostic) }
    }
  }

  /// The members that a tree has.
  func members(of family: PlatformFamily, in tree: FamilyTree) async throws(DiagnosticError) -> [Loaded] {
    var selections: [PlatformSelection] = []
    for member in family.members { selections.append(try selection(of: member)) }
    let today = today
    return try await SideBySide.run(Array(selections.enumerated())) {
      (index, selection) async throws(DiagnosticError) -> Loaded? in
      try await tree.survey(selection).map {
        Loaded(index, family.members[index].name, $0, today: today)
      }
    }.compactMap(\.self)
  }
}

extension FamilyLoader {
  /// Those of the members that can tell the options of a configuration from none, with these options.
  func members(
    _ members: [Int], of family: PlatformFamily, in tree: FamilyTree,
    with configuration: ChangeReader.Configuration
  ) async throws(DiagnosticError) -> [Loaded] {
    guard let options = configuration.options else { return [] }
    let today = today
    return try await SideBySide.run(
      members.filter { configuration.members?.contains(family.members[$0].name) ?? true }
    ) { (index) async throws(DiagnosticError) -> Loaded? in
      let member = family.members[index]
      let bare = try selection(of: member)
      let own = try selection(of: member, with: options)
      guard let reading = try await tree.read(bare)?.reading, own.matters(over: bare, to: [reading]) else {
        return nil
      }
      return try await tree.survey(own).map { Loaded(index, member.name, $0, today: today) }
    }.compactMap(\.self)
  }
}

extension Diagnostic {
  static func familyUnknown(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .familyUnknown, at: .commandLine,
      "expected a family of platforms, found '\(name)', which is neither a known name nor a file",
      fix: known.isEmpty
        ? "give the path of a file that declares one"
        : "use \(known.joined(separator: ", ")), or the path of a file")
  }

  static func familyMemberMalformed(_ member: PlatformFamily.Member, reason: String) -> Diagnostic {
    Diagnostic(
      .familyMalformed, at: .source(member.range),
      "expected a platform with options, found '\(member.words.joined(separator: " "))': \(reason)",
      fix: "write the path of a DSC and options as on kiln's command line")
  }

  static func configurationOptionsMalformed(
    _ words: [String], at range: SourceRange, reason: String
  ) -> Diagnostic {
    Diagnostic(
      .configurationMalformed, at: .source(range),
      "expected options, found '\(words.joined(separator: " "))': \(reason)",
      fix: "write options as on kiln's command line, such as '-D SECURE_BOOT_ENABLE=TRUE'")
  }

  static func familyAbsent(_ family: PlatformFamily, _ folder: String) -> Diagnostic {
    Diagnostic(
      .familyAbsent, at: .file(folder),
      "expected at least two members of the family '\(family.name)' in the workspace, found fewer",
      fix:
        "name a tree that has \(family.members.map { $0.words[0] }.joined(separator: ", ")) with --workspace")
  }
}
