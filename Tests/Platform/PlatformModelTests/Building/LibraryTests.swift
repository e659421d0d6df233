import Diagnostics
import PlatformModel
import TestSupport
import Testing

/// Which library instances a module links, and in which order. `EDK2AgreementTests` asks edk2's own build
/// about the same workspaces.
@Suite struct LibraryTests {
  static let scopes: Workspace = {
    var workspace = Workspace(
      """
      [LibraryClasses]
        L|Pkg/First.inf
        L|Pkg/Com.inf
      [LibraryClasses.common.DXE_DRIVER]
        L|Pkg/Typ.inf
      [LibraryClasses.X64]
        L|Pkg/Arc.inf
      [LibraryClasses.X64.DXE_DRIVER]
        L|Pkg/Bot.inf
      [Components]
        Pkg/Dxe.inf
        Pkg/Uefi.inf
        Pkg/Own.inf {
          <LibraryClasses>
            L|Pkg/Mine.inf
        }
      """,
      ["First", "Com", "Typ", "Arc", "Bot", "Mine"].map { .library($0, "L") } + [
        .module("Dxe", uses: "L"), .module("Uefi", as: "UEFI_DRIVER", uses: "L"), .module("Own", uses: "L"),
      ])
    workspace.architectures = ["IA32", "X64"]
    return workspace
  }()

  @Test func theNarrowestScopeCounts() throws {
    let outcome = Self.scopes.build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(model.libraries(of: "Dxe", "X64") == ["Bot"])
    #expect(model.libraries(of: "Uefi", "X64") == ["Arc"])
    #expect(model.libraries(of: "Dxe", "IA32") == ["Typ"])
    #expect(model.libraries(of: "Uefi", "IA32") == ["Com"])
    #expect(model.libraries(of: "Own", "IA32") == ["Mine"] && model.libraries(of: "Own", "X64") == ["Mine"])
  }

  /// A decision keeps where it was taken and what lost against it.
  @Test func theInstanceKnowsWhatItOverrode() throws {
    let model = try #require(Self.scopes.build().value)
    let use = try #require(model.module("Own")?.libraries.first)
    #expect(use.libraryClass == "L" && use.wantedBy == "Pkg/Own.inf")
    #expect(use.instance.place.line == "Main.dsc:25")
    #expect(
      use.instance.overrode.map(\.value)
        == ["First", "Com", "Typ", "Arc", "Bot"].map { "Pkg/\($0).inf" })
  }

  static let unnamed = Workspace(
    """
    [LibraryClasses]
      L|Pkg/Lib.inf
      M|Pkg/More.inf
    [LibraryClasses.common.DXE_DRIVER]
      NULL|Pkg/Dxes.inf
    [Components]
      Pkg/Dxe.inf {
        <LibraryClasses>
          NULL|Pkg/One.inf
          NULL|Pkg/Two.inf
      }
      Pkg/Uefi.inf
    """,
    [
      .library("Dxes", "NULL", constructor: true), .library("One", "NULL", constructor: true, uses: "M"),
      .library("Two", "Two", constructor: true), .library("Lib", "L", constructor: true),
      .library("More", "M", constructor: true), .module("Dxe", uses: "L"),
      .module("Uefi", as: "UEFI_DRIVER", uses: "L"),
    ])

  @Test func librariesWithoutAClass() throws {
    let outcome = Self.unnamed.build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    // The order is edk2's own, see EDK2AgreementTests.
    #expect(model.libraries(of: "Dxe") == ["More", "Lib", "Dxes", "One", "Two"])
    #expect(model.libraries(of: "Uefi") == ["Lib"])
    let uses = try #require(model.module("Dxe")).libraries
    #expect(uses.filter { $0.libraryClass == "NULL" }.count == 3)
    #expect(uses.first { $0.libraryClass == "M" }?.wantedBy == "Pkg/One.inf")
  }

  static let unnamedForAll = Workspace(
    """
    [LibraryClasses]
      NULL|Pkg/All.inf
      L|Pkg/Lib.inf
    [Components]
      Pkg/Dxe.inf
      Pkg/Uefi.inf
      Pkg/User.inf
    """,
    [
      .library("All", "NULL", constructor: true), .library("Lib", "L", constructor: true),
      .module("Dxe", uses: "L"), .module("Uefi", as: "UEFI_DRIVER", uses: "L"),
      .module("User", as: "USER_DEFINED", uses: "L"),
    ])

  @Test func aLibraryWithoutAClassForAllButUserDefinedModules() throws {
    let model = try #require(Self.unnamedForAll.build().value)
    #expect(model.libraries(of: "Dxe") == ["Lib", "All"] && model.libraries(of: "Uefi") == ["Lib", "All"])
    #expect(model.libraries(of: "User") == ["Lib"])
  }

  /// The platform's own ones in the order of the DSC. edk2 goes through a set, so that theirs is another one
  /// from run to run unless PYTHONHASHSEED is fixed.
  @Test func severalLibrariesWithoutAClassForAll() throws {
    var workspace = Self.unnamedForAll
    workspace.texts["Main.dsc"]?.replace("NULL|Pkg/All.inf", with: "NULL|Pkg/All.inf\n  NULL|Pkg/Lib.inf")
    workspace.texts["Main.dsc"]?.replace("  L|Pkg/Lib.inf", with: "  L|Pkg/Other.inf")
    let other = Manifest.library("Other", "L", constructor: true)
    workspace.texts[other.path] = other.text
    #expect(workspace.build().value?.libraries(of: "Dxe") == ["Other", "All", "Lib"])
  }

  static let recommended = Workspace(
    """
    [LibraryClasses]
      K|Pkg/Known.inf
    [Components]
      Pkg/Dxe.inf
    """,
    [
      .library("Known", "K"), .library("Rec", "L"), .library("Not", "K"),
      .module("Dxe", uses: "K|Pkg/Not.inf L|Pkg/Rec.inf"),
    ])

  /// The INF specification has it (3.7); edk2 2022.11 trips over its own feet there.
  @Test func anINFsOwnInstanceCountsWhereThePlatformNamesNone() throws {
    let model = try #require(Self.recommended.build().value)
    #expect(model.libraries(of: "Dxe").map(Set.init) == ["Known", "Rec"])
  }

  static let asComponent = Workspace(
    """
    [LibraryClasses]
      L|Pkg/Lib.inf
      M|Pkg/More.inf
    [Components]
      Pkg/Lib.inf
      Pkg/Dxe.inf
    """, [.library("Lib", "L", uses: "M"), .library("More", "M"), .module("Dxe", uses: "L")])

  @Test func aLibraryThatIsAComponentLinksNothing() throws {
    let model = try #require(Self.asComponent.build().value)
    #expect(model.libraries(of: "Lib") == [] && model.module("Lib")?.isLibrary == true)
    #expect(model.libraries(of: "Dxe") == ["More", "Lib"])
    #expect(model.module("Lib")?.outputFolder == "Pkg/Lib")
  }

  // MARK: What cannot be linked

  static let unresolved = Workspace(
    """
    [LibraryClasses]
      L|Pkg/Lib.inf
      M|Pkg/More.inf
      Other|Pkg/Hidden.inf
    !if FALSE
    !ifdef WITH_WANTED
      Wanted|Pkg/Inst.inf
    !endif
    !endif
    [Components]
      Pkg/Dxe.inf
    """,
    [
      .library("Lib", "L", uses: "M"), .library("More", "M", uses: "Wanted"), .library("Inst", "Wanted"),
      .library("Hidden", "Wanted"), .module("Dxe", uses: "L"),
    ])

  @Test func aClassWithoutInstanceNamesWhoAskedAndWhoHasOne() throws {
    var workspace = Self.unresolved
    workspace.texts["Sibling.dsc"] = """
      [LibraryClasses]
      !if $(SECURE) == TRUE
        Wanted | Pkg/Secure.inf  # a comment
      !else
        Wanted|Pkg/Null.inf
      !endif
        WantedToo|Pkg/Other.inf
      """
    let outcome = workspace.build(siblings: ["Sibling.dsc", "Missing.dsc"])
    #expect(outcome.codes == ["library-class-unresolved"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.line == "Pkg/More.inf:11" && error.pointedAt == "Wanted")
    #expect(error.message == "no instance of library class 'Wanted', which Pkg/More.inf wants")
    #expect(
      error.notes.map(\.message) == [
        "linked by Pkg/Lib.inf", "linked by Pkg/Dxe.inf", "Pkg/Hidden.inf provides it",
        "ws/Main.dsc has Pkg/Inst.inf under FALSE and WITH_WANTED is defined",
        "ws/Sibling.dsc has Pkg/Secure.inf under $(SECURE) == TRUE",
        "ws/Sibling.dsc has Pkg/Null.inf under not $(SECURE) == TRUE",
      ])
    #expect(
      error.notes.map { $0.place?.line }.suffix(3) == ["Main.dsc:17", "Sibling.dsc:3", "Sibling.dsc:5"])
    #expect(error.fix == "add 'Wanted|Pkg/Inst.inf' to [LibraryClasses]")
  }

  static func unusable(_ provides: String, user: String = "DXE_DRIVER") -> Workspace {
    Workspace(
      """
      [LibraryClasses]
        L|Pkg/Lib.inf
      [Components]
        Pkg/Dxe.inf
      """, [.library("Lib", provides), .module("Dxe", as: user, uses: "L")])
  }

  @Test(arguments: ["L|PEIM", "L|PEIM UEFI_DRIVER", "M|SEC\nLIBRARY_CLASS = L|DXE_DRIVER"])
  func aLibraryForOtherModuleTypes(provides: String) throws {
    let outcome = Self.unusable(provides).build()
    #expect(outcome.codes == ["library-module-type"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.line == "Main.dsc:12" && error.pointedAt == "Pkg/Lib.inf")
    #expect(error.message.contains("Pkg/Dxe.inf, which is a DXE_DRIVER"))
    #expect(error.notes.last?.message == "wanted by Pkg/Dxe.inf")
    #expect(error.fix?.contains("[LibraryClasses.common.DXE_DRIVER]") == true)
  }

  @Test(arguments: [("L|DXE_DRIVER", "DXE_DRIVER"), ("L", "PEIM"), ("L|PEIM", "USER_DEFINED")])
  func aLibraryForThisModuleType(provides: String, user: String) {
    #expect(Self.unusable(provides, user: user).build().codes == [])
  }

  /// As OvmfPkg's XenHypercallLib of edk2 2022.11 has it.
  @Test(arguments: [
    ("Defines.IA32", "Defines.X64", "PEIM", [String]()),
    ("Defines.X64", "Defines.IA32", "PEIM", ["library-module-type"]),
    ("Defines.ARM, Defines.IA32", "Defines.AARCH64, Defines.X64", "PEIM", []),
  ])
  func aLibraryForOtherModuleTypesOnOtherArchitectures(
    narrow: String, wide: String, user: String, codes: [String]
  ) {
    let sections = "[\(narrow)]\nLIBRARY_CLASS = L|DXE_DRIVER\n[\(wide)]\nLIBRARY_CLASS = L\n[Packages]"
    var workspace = Self.unusable("L", user: user)
    workspace.texts["Pkg/Lib.inf"] = Manifest.library("Lib", "L").text.replacing(
      "LIBRARY_CLASS = L\n[Packages]", with: sections)
    #expect(workspace.texts["Pkg/Lib.inf"]?.contains(narrow) == true)
    #expect(workspace.build().codes == codes)
  }

  @Test func aModuleIsNoLibrary() throws {
    var workspace = Self.unusable("L")
    workspace.texts["Pkg/Lib.inf"] = Manifest.module("Lib", as: "UEFI_DRIVER").text
    let outcome = workspace.build()
    #expect(outcome.codes == ["library-module-type"])
    #expect(outcome.diagnostics.first?.notes.first?.message == "it has no LIBRARY_CLASS")
  }
}
