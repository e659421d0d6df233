import BuildGraph
import Testing

@Suite struct OrderTests {
  static func libraries(pcdDriver: Bool = false) -> SmallWorkspace {
    var workspace = SmallWorkspace(
      modules: ["P/S/S.inf", "P/M/M.inf"], libraries: "One|P/One/One.inf\nTwo|P/Two/Two.inf")
    workspace.module("P/S/S.inf", name: "Small", sources: "S.c")
    workspace.module(
      "P/M/M.inf", name: "Mod", defines: pcdDriver ? "PCD_IS_DRIVER = DXE_PCD_DRIVER" : "",
      sources: "A.c", classes: "One\nTwo")
    workspace.module(
      "P/One/One.inf", name: "OneLib", type: "BASE", defines: "LIBRARY_CLASS = One", sources: "O.c")
    workspace.module(
      "P/Two/Two.inf", name: "TwoLib", type: "BASE", defines: "LIBRARY_CLASS = Two", sources: "T.c\nU.c",
      classes: "One")
    return workspace
  }

  /// edk2 lists the module's own archive, then its libraries in the order of their constructors.
  @Test func librariesAreLinkedInOrder() throws {
    let plan = try Self.libraries().plan()
    let names = plan.action("/Mod.dll")?.inputs.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    let expected = plan.results.count == 4 ? ["Mod.lib", "OneLib.lib", "TwoLib.lib"] : []
    #expect(names.map { $0.sorted() } == expected.sorted())
    #expect(names?.first == "Mod.lib")
  }

  /// `static_library_files.lst` of MdeModulePkg/Universal/PCD has its own archive at the end.
  @Test func aPCDDriverSOwnCodeComesLast() throws {
    let plan = try Self.libraries(pcdDriver: true).plan()
    #expect(plan.action("/Mod.dll")?.inputs.last?.hasSuffix("/Mod.lib") == true)
  }

  /// What takes longest to link is begun first, and no link waits behind the next module's compiles.
  @Test func theLargestModuleIsBuiltFirst() throws {
    let plan = try Self.libraries().plan()
    let names = plan.actions.map { $0.output.split(separator: "/").last.map(String.init) ?? "" }
    #expect(
      names == [
        "Mod.efi", "Mod.dll", "Mod.lib", "TwoLib.lib", "T.obj", "U.obj", "OneLib.lib", "O.obj", "A.obj",
        "Small.efi", "Small.dll", "Small.lib", "S.obj",
      ])
  }

  @Test func aLibraryThatIsAComponentIsBuiltOnce() throws {
    var workspace = SmallWorkspace(
      modules: ["P/One/One.inf", "P/M/M.inf"], libraries: "One|P/One/One.inf")
    workspace.module("P/M/M.inf", name: "Mod", sources: "A.c", classes: "One")
    workspace.module(
      "P/One/One.inf", name: "OneLib", type: "BASE", defines: "LIBRARY_CLASS = One", sources: "O.c")
    let plan = try workspace.plan()
    #expect(plan.actions.filter { $0.output.hasSuffix("/O.obj") }.count == 1)
    #expect(Set(plan.actions.map(\.output)).count == plan.actions.count)
  }
}
