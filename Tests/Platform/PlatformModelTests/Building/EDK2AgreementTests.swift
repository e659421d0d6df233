import Bytes
import Manifests
import PlatformModel
import Testing
import Vocabulary

/// edk2's own build on the small workspaces of this folder: it decides the same, and refuses the same.
@Suite struct EDK2AgreementTests {
  private static let platforms: [(name: String, workspace: Workspace)] =
    [
      ("scopes", LibraryTests.scopes), ("unnamed", LibraryTests.unnamed),
      ("unnamed for all", LibraryTests.unnamedForAll), ("as component", LibraryTests.asComponent),
      ("chain", ConstructorTests.chain), ("diamond", ConstructorTests.diamond),
      ("broken", ConstructorTests.broken), ("circle of none", ConstructorTests.circleOfNone),
      ("random 1", ConstructorTests.random(seed: 1)), ("random 2", ConstructorTests.random(seed: 2)),
      ("copies", NameTests.copies), ("twice", NameTests.twice), ("same name", NameTests.sameName),
      ("precedence", PCDTests.precedence), ("kinds", PCDTests.kinds), ("values", PCDTests.values),
      ("inherited", DepexTests.inherited), ("by PCD", DepexTests.byPCD), ("phases", DynamicPCDTests.phases),
    ] + OptionTests.all.map { ("options \($0.toolchain) \($0.target)", $0) }

  @Test func edk2DecidesTheSame() throws {
    var modules = 0
    for (platform, opinion) in zip(Self.platforms, try EDK2Build.of(Self.platforms.map(\.workspace))) {
      #expect(opinion.refusal == nil, "\(platform.name)")
      let outcome = platform.workspace.build()
      let model = try #require(outcome.value, "\(platform.name): \(outcome.diagnostics)")
      #expect(Set(opinion.modules.keys) == Set(model.architectures.map(\.architecture.name)))
      for build in model.architectures {
        let theirs = opinion.modules[build.architecture.name] ?? [:]
        #expect(theirs.values.map(\.name).sorted() == build.modules.map(\.uniqueBaseName).sorted())
        for module in build.modules {
          // A copy has the path of its original in ours, and a name of its own in theirs.
          let their = theirs.values.first { $0.name == module.uniqueBaseName }
          compare(
            module, of: build, model, with: try #require(their, "\(platform.name): \(module.path)"),
            "\(platform.name): \(module.uniqueBaseName)")
          modules += 1
        }
      }
    }
    #expect(modules > 90)
  }

  private func compare(
    _ module: BuildModule, of build: ArchitectureBuild, _ model: BuildModel, with their: EDK2Build.Module,
    _ name: String
  ) {
    #expect(module.fileGUID.description.lowercased() == their.guid, "\(name)")
    #expect(build.libraries(of: module).map(\.path) == their.libraries, "\(name)")
    let pcds = module.pcds + module.libraryPCDs
    #expect(pcds.map(\.name.description).sorted() == their.pcds.keys.sorted(), "\(name)")
    for pcd in pcds { compare(pcd, model, with: their.pcds[pcd.name.description], name) }
    #expect(depex(module) == (their.depex[module.moduleType.name] ?? "").filter { $0 != " " }, "\(name)")
    for (option, flags) in their.options where option.hasSuffix("_FLAGS") || option.hasSuffix("_PATH") {
      let parts = option.split(separator: "_").map(String.init)
      let ours = (module.options[parts[0], parts[1]] ?? "").split(separator: " ")
      // Without a tools_def of its own a workspace is for edk2 one of its template.
      guard !model.toolchain.tag.hasPrefix("GCC") else { continue }
      #expect(ours == flags.split(separator: " "), "\(name): \(option)")
    }
  }

  private func compare(
    _ pcd: ModulePCD, _ model: BuildModel, with their: EDK2Build.PCD?, _ name: String
  ) {
    guard let their else { return }
    let name = "\(name): \(pcd.name)"
    // DynamicHii and its like are where a dynamic one is kept.
    let kind = their.kind.replacing("Hii", with: "")
    #expect(pcd.access.name == kind && pcd.datumType.name == their.datumType, "\(name)")
    #expect((pcd.maxSize.map { "\($0)" } ?? "") == their.size, "\(name)")
    switch pcd.content {
    case .number(let number): #expect(Self.number(their.value) == number, "\(name): \(their.value)")
    case .string(let text): #expect("\"\(text.replacing("\t", with: "\\t"))\"" == their.value, "\(name)")
    case .wideString(let text): #expect("L\"\(text)\"" == their.value, "\(name)")
    case .bytes(let bytes):
      let fields = their.value.filter { !"{} ".contains($0) }.split(separator: ",")
      #expect(fields.map { Self.number(String($0)).map(UInt8.init) } == bytes, "\(name): \(their.value)")
    }
    guard pcd.access == .dynamic || pcd.access == .dynamicEx else { return }
    let dynamic = model.dynamicPCDs.first { $0.pcd.name == pcd.name }
    #expect(dynamic?.tokenNumber == their.token, "\(name)")
    if let dynamic { #expect(dynamic.phase.rawValue == their.phase, "\(name)") }
  }

  private static func number(_ text: String) -> UInt64? {
    switch text.uppercased() {
    case "TRUE": 1
    case "FALSE": 0
    case let text where text.hasPrefix("0X"): UInt64(text.dropFirst(2), radix: 16)
    case let text: UInt64(text)
    }
  }

  private func depex(_ module: BuildModule) -> String {
    (module.depex?.tokens ?? []).map { token in
      switch token.kind {
      case .keyword(let word): word
      case .guid(_, let guid): guid.description.lowercased()
      }
    }.joined()
  }

  // MARK: What both refuse

  @Test func edk2RefusesTheSame() throws {
    let refused: [(Workspace, code: String, theirs: String)] =
      [
        (LibraryTests.unresolved, "library-class-unresolved", "library class [Wanted] is not found"),
        (LibraryTests.unusable("L|PEIM"), "library-module-type", "is not supported by library instance"),
        (ConstructorTests.circle, "constructor-circle", "with constructors has a cycle"),
        (NameTests.sameNameAndGUID, "module-name-collision", "Modules have same BaseName and FILE_GUID"),
        (
          PCDMistakeTests.workspace(inf: " gPkg.Nowhere"), "pcd-undeclared",
          "/Pkg/Dxe.inf] is not found in dependent packages"
        ),
        (
          PCDMistakeTests.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Byte|256"), "pcd-value-too-large",
          "Too large PCD value"
        ),
        (
          PCDMistakeTests.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Byte|1|UINT16"), "pcd-datum-type",
          "not the same as its declaration"
        ),
        (
          Workspace("[Components]\n  Pkg/Dxe.inf", [.module("Dxe", "[Depex]\n  gNowhere")]), "depex-name",
          "gNowhere"
        ),
        (
          Workspace("[Components]\n  Pkg/Dxe.inf", [.module("Dxe", "[Depex.IA32]\n  TRUE")]), "depex-missing",
          "No [Depex] section"
        ),
        (PCDMistakeTests.workspace(inf: "[Protocols]\n gNowhere"), "guid-undeclared", "gNowhere"),
      ]
      + PCDMistakeTests.mismatches.map {
        (PCDMistakeTests.mismatch(section: $0.section, platform: $0.platform), "pcd-type-mismatch", "Byte")
      }
    for ((workspace, code, words), opinion) in zip(refused, try EDK2Build.of(refused.map(\.0))) {
      #expect(workspace.build().codes == [code])
      #expect(opinion.refusal?.contains(words) == true, "\(code): \(opinion.refusal ?? "")")
    }
  }
}
