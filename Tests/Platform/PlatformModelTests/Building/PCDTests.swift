import Diagnostics
import Manifests
import PlatformModel
import Testing
import Vocabulary

/// The kinds and values of PCDs. `EDK2AgreementTests` asks edk2's own build about the same workspaces.
@Suite struct PCDTests {
  // MARK: Precedence

  /// Each PCD is named for those who set it: package, INF, DSC, FDF, component, command line.
  static let precedence: Workspace = {
    let names = [
      "Dec", "Inf", "Dsc", "Arch", "Fdf", "Comp", "CompFdf", "Cmd", "CompCmd", "FdfCmd", "FdfOnly",
    ]
    var workspace = Workspace(
      """
      [PcdsFixedAtBuild]
        gPkg.Dsc|2
        gPkg.Arch|2
        gPkg.Fdf|2
        gPkg.Comp|2
        gPkg.CompFdf|2
        gPkg.Cmd|2
        gPkg.CompCmd|2
        gPkg.FdfCmd|2
      [PcdsFixedAtBuild.X64]
        gPkg.Arch|3
      [PcdsFixedAtBuild]
        gPkg.Arch|4
        gPkg.Dsc|5
      [LibraryClasses]
        L|Pkg/Lib.inf
      [Components]
        Pkg/Dxe.inf {
          <PcdsFixedAtBuild>
            gPkg.Comp|6
            gPkg.CompFdf|6
            gPkg.CompCmd|6
        }
      """,
      [
        .module(
          "Dxe", uses: "L",
          "[FixedPcd]\n gPkg.Inf|9\n gPkg.Dsc|9\n"
            + names.dropFirst(3).dropLast(2).map { " gPkg.\($0)\n" }.joined()),
        .library("Lib", "L", "[FixedPcd]\n" + names.map { " gPkg.\($0)\n" }.joined()),
      ],
      dec: "[PcdsFixedAtBuild]\n"
        + names.enumerated().map { " gPkg.\($1)|1|UINT32|\($0 + 1)\n" }.joined(),
      fdf: Workspace.fdf(
        ["Pkg/Dxe.inf"],
        sets: ["Fdf", "CompFdf", "FdfCmd", "FdfOnly"].map { "SET gPkg.\($0) = 7" }.joined(separator: "\n")))
    workspace.pcds = ["Cmd", "CompCmd", "FdfCmd"].map { ("gPkg.\($0)", "8") }
    return workspace
  }()

  @Test func theLastToDecideCounts() throws {
    let outcome = Self.precedence.build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    let module = try #require(model.module("Dxe"))
    let values = Dictionary(
      uniqueKeysWithValues: (module.pcds + module.libraryPCDs).map { ($0.name.name, $0.content) })
    let expected: [String: UInt64] = [
      "Dec": 1, "Inf": 9, "Dsc": 5, "Arch": 3, "Fdf": 7, "Comp": 6, "CompFdf": 6, "Cmd": 8, "CompCmd": 8,
      "FdfCmd": 8, "FdfOnly": 7,
    ]
    #expect(values == expected.mapValues(PCDValue.number))
  }

  @Test func aValueKnowsWhatItOverrode() throws {
    let module = try #require(Self.precedence.build().value?.module("Dxe"))
    let pcd = try #require(module.pcds.first { $0.name.name == "CompCmd" })
    #expect(pcd.value.overrode.map(\.value.value).first == .number(1) && pcd.value.place == .commandLine)
    let component = try #require(module.pcds.first { $0.name.name == "CompFdf" })
    #expect(component.value.place.line?.hasPrefix("Main.dsc:") == true)
    #expect(component.value.overrode.last?.place.line?.hasPrefix("Main.fdf:") == true)
    #expect(component.namedBy == "Pkg/Dxe.inf" && component.package == "Pkg/Pkg.dec")
  }

  // MARK: Kinds

  private static let anyKind = """
    [PcdsFixedAtBuild,PcdsPatchableInModule,PcdsDynamic,PcdsDynamicEx]
     gPkg.Free|1|UINT32|0x10
     gPkg.Fixed|1|UINT32|0x11
     gPkg.Patch|1|UINT32|0x12
     gPkg.Dyn|1|UINT32|0x13
     gPkg.DynEx|1|UINT32|0x14
     gPkg.ByComp|1|UINT32|0x15
    [PcdsPatchableInModule,PcdsDynamic]
     gPkg.FreePatch|1|UINT32|0x16
    [PcdsDynamic,PcdsDynamicEx]
     gPkg.FreeDyn|1|UINT32|0x17
    [PcdsFeatureFlag]
     gPkg.Flag|FALSE|BOOLEAN|0x20
    """

  static let kinds = Workspace(
    """
    [PcdsFeatureFlag]
      gPkg.Flag|TRUE
    [PcdsFixedAtBuild]
      gPkg.Fixed|2
    [PcdsPatchableInModule]
      gPkg.Patch|2
    [PcdsDynamicDefault]
      gPkg.Dyn|2
    [PcdsDynamicExDefault]
      gPkg.DynEx|2
    [LibraryClasses]
      L|Pkg/Lib.inf
    [Components]
      Pkg/Dxe.inf {
        <PcdsPatchableInModule>
          gPkg.ByComp|5
      }
    """,
    [
      .module(
        "Dxe", uses: "L",
        """
        [Pcd]
          gPkg.Free
          gPkg.Fixed
          gPkg.Patch
          gPkg.Dyn
          gPkg.DynEx
          gPkg.ByComp
          gPkg.FreePatch
          gPkg.FreeDyn
        [FeaturePcd]
          gPkg.Flag
        """),
      .library("Lib", "L", "[PatchPcd]\n gPkg.Patch\n[FixedPcd]\n gPkg.Fixed\n[PcdEx]\n gPkg.DynEx"),
    ], dec: anyKind)

  @Test func thePlatformDecidesTheKindElseTheFirstThatIsDeclared() throws {
    let outcome = Self.kinds.build()
    let module = try #require(outcome.value?.module("Dxe"), "\(outcome.diagnostics)")
    let kinds = Dictionary(uniqueKeysWithValues: module.pcds.map { ($0.name.name, $0.access) })
    #expect(
      kinds == [
        "Free": .fixedAtBuild, "Fixed": .fixedAtBuild, "Patch": .patchableInModule, "Dyn": .dynamic,
        "DynEx": .dynamicEx, "ByComp": .patchableInModule, "FreePatch": .patchableInModule,
        "FreeDyn": .dynamic, "Flag": .featureFlag,
      ])
    #expect(module.libraryPCDs.isEmpty)
  }

  // MARK: Values

  static let values = Workspace(
    """
    [PcdsFixedAtBuild]
      gPkg.Sum|0x10 + 3 * 2
      gPkg.Other|gPkg.Sum + 1
      gPkg.Shift|((1 << 63) | 1)
      gPkg.Bool|TRUE
      gPkg.Compared|gPkg.Sum == 22
      gPkg.Chars|'AB'
      gPkg.Text|"Hello"
      gPkg.Wide|L"Hi"
      gPkg.Escaped|"a\\tb"
      gPkg.Bytes|{0x01, 0x02, 0x03}
      gPkg.Wider|{UINT16(0x1234), UINT32(1), 0xFF}
      gPkg.Named|{GUID(gPkg)}
      gPkg.Long|"Hi"|VOID*|16
      gPkg.Empty|""
    [Components]
      Pkg/Dxe.inf
    """,
    [
      .module(
        "Dxe",
        "[FixedPcd]\n"
          + [
            "Sum", "Other", "Shift", "Bool", "Compared", "Chars", "Text", "Wide", "Escaped", "Bytes", "Wider",
            "Named", "Long", "Empty",
          ].map { " gPkg.\($0)\n" }.joined())
    ],
    dec: """
      [PcdsFixedAtBuild]
       gPkg.Sum|0|UINT8|1
       gPkg.Other|0|UINT16|2
       gPkg.Shift|0|UINT64|3
       gPkg.Bool|FALSE|BOOLEAN|4
       gPkg.Compared|FALSE|BOOLEAN|5
       gPkg.Chars|0|UINT32|6
       gPkg.Text|""|VOID*|7
       gPkg.Wide|L""|VOID*|8
       gPkg.Escaped|""|VOID*|9
       gPkg.Bytes|{0}|VOID*|10
       gPkg.Wider|{0}|VOID*|11
       gPkg.Named|{0}|VOID*|12
       gPkg.Long|""|VOID*|13
       gPkg.Empty|"x"|VOID*|14
      """)

  @Test func expressionsBecomeValues() throws {
    let outcome = Self.values.build()
    let module = try #require(outcome.value?.module("Dxe"), "\(outcome.diagnostics)")
    let values = Dictionary(uniqueKeysWithValues: module.pcds.map { ($0.name.name, $0.content) })
    #expect(
      values == [
        "Sum": .number(22), "Other": .number(23), "Shift": .number(0x8000_0000_0000_0001), "Bool": .number(1),
        "Compared": .number(1), "Chars": .number(0x4241), "Text": .string("Hello"),
        "Wide": .wideString("Hi"), "Escaped": .string("a\tb"), "Bytes": .bytes([1, 2, 3]),
        "Wider": .bytes([0x34, 0x12, 1, 0, 0, 0, 0xFF]),
        "Named": .bytes([1, 0, 0, 0, 2, 0, 3, 0, 0, 1, 2, 3, 4, 5, 6, 7]), "Long": .string("Hi"),
        "Empty": .string(""),
      ])
    let sizes = Dictionary(
      uniqueKeysWithValues: module.pcds.compactMap { pcd in pcd.maxSize.map { (pcd.name.name, $0) } })
    #expect(
      sizes == [
        "Text": 6, "Wide": 6, "Escaped": 5, "Bytes": 3, "Wider": 7, "Named": 16, "Long": 16, "Empty": 1,
      ])
  }

  /// What firmware stores (MdePkg's PcdLib.h): little-endian, strings with their NUL, zeros up to the size.
  @Test func valuesAsFirmwareStoresThem() {
    #expect(PCDValue.number(0x0102_0304).bytes(size: 4) == [4, 3, 2, 1])
    #expect(PCDValue.number(.max).bytes(size: 1) == [0xFF])
    #expect(PCDValue.string("Hi").bytes(size: 5) == [0x48, 0x69, 0, 0, 0])
    #expect(PCDValue.wideString("Hi").bytes(size: 6) == [0x48, 0, 0x69, 0, 0, 0])
    #expect(PCDValue.bytes([1, 2, 3]).bytes(size: 2) == [1, 2])
  }
}
