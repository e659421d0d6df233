import TestSupport

/// A manifest of a small workspace.
struct Manifest {
  let path: String
  let text: String

  private static func inf(_ name: String, _ type: String, _ defines: String, _ sections: String) -> Manifest {
    let text = """
      [Defines]
        INF_VERSION = 0x00010005
        BASE_NAME = \(name)
        FILE_GUID = \(guid(name))
        MODULE_TYPE = \(type)
        VERSION_STRING = 1.0
        \(defines)
      [Packages]
        Pkg/Pkg.dec
      \(sections)

      """
    return Manifest(path: "Pkg/\(name).inf", text: text)
  }

  /// A module `Pkg/<name>.inf`; one that needs a [Depex] gets TRUE where `sections` have none.
  static func module(
    _ name: String, as type: String = "DXE_DRIVER", uses classes: String = "", defines: String = "",
    _ sections: String = ""
  ) -> Manifest {
    let needsDepex = ["DXE_DRIVER", "PEIM", "DXE_SMM_DRIVER", "DXE_RUNTIME_DRIVER"].contains(type)
    let depex = needsDepex && !sections.contains("[Depex") ? "[Depex]\n  TRUE" : ""
    return inf(name, type, "ENTRY_POINT = Start\n\(defines)", list(classes) + sections + "\n" + depex)
  }

  /// A library `Pkg/<name>.inf` of a class, which may name module types as LIBRARY_CLASS does.
  static func library(
    _ name: String, _ provides: String, constructor: Bool = false, uses classes: String = "",
    _ sections: String = ""
  ) -> Manifest {
    let constructor = constructor ? "\nCONSTRUCTOR = \(name)Constructor" : ""
    return inf(name, "BASE", "LIBRARY_CLASS = \(provides)\(constructor)", list(classes) + sections)
  }

  /// A FILE_GUID of the name's first six letters.
  static func guid(_ name: String) -> String {
    let digits = name.utf8.prefix(6).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0\(digits)" : digits
    }
    return "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - 2 * digits.count)
      + digits.joined()
  }

  private static func list(_ classes: String) -> String {
    let lines = classes.split(separator: " ").map { "  \($0)\n" }.joined()
    return lines.isEmpty ? "" : "[LibraryClasses]\n\(lines)"
  }
}

extension Workspace {
  /// A platform for X64 and IA32.
  ///
  /// - Parameters:
  ///   - sections: of the DSC, behind [Defines].
  ///   - dec: sections of `Pkg/Pkg.dec`; it declares the token space gPkg and GUIDs gOne, gTwo, gThree.
  ///   - fdf: of `Main.fdf`; empty for a platform without flash.
  init(_ sections: String, _ manifests: [Manifest], dec: String = "", fdf: String = "") {
    var texts = Dictionary(uniqueKeysWithValues: manifests.map { ($0.path, $0.text) })
    texts["Main.dsc"] = """
      [Defines]
        PLATFORM_NAME = Main
        PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
        PLATFORM_VERSION = 1.0
        DSC_SPECIFICATION = 0x0001001C
        OUTPUT_DIRECTORY = Build/Main
        SUPPORTED_ARCHITECTURES = IA32|X64
        BUILD_TARGETS = RELEASE|DEBUG
        SKUID_IDENTIFIER = DEFAULT
        \(fdf.isEmpty ? "" : "FLASH_DEFINITION = Main.fdf")
      \(sections)

      """
    texts["Pkg/Pkg.dec"] = SmallManifests.package(
      """
      [Protocols]
        gOne = { 0x11, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
        gTwo = { 0x12, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
        gThree = { 0x13, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
      \(dec)
      """)
    if !fdf.isEmpty { texts["Main.fdf"] = fdf }
    self.init(texts: texts)
  }

  /// An FDF with a volume of these modules, and `sets` in front.
  static func fdf(_ modules: [String], sets: String = "") -> String {
    """
    [Defines]
    \(sets)
    [FD.FLASH]
    BaseAddress = 0xFFFF0000
    Size = 0x10000
    ErasePolarity = 1
    BlockSize = 0x1000
    NumBlocks = 0x10
    0x0|0x10000
    FV = MAIN

    [FV.MAIN]
    FvNameGuid = 77777777-0000-0000-0000-000000000001
    \(modules.map { "INF \($0)" }.joined(separator: "\n"))

    [Rule.Common.DXE_DRIVER]
    FILE DRIVER = $(NAMED_GUID) {
      PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi
    }

    [Rule.Common.PEIM]
    FILE PEIM = $(NAMED_GUID) {
      PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi
    }

    """
  }
}
