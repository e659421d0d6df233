import Manifests

/// A small workspace with what real platforms seldom have: every module type, entry points in every
/// number, every kind and form of PCD.
///
/// What edk2 makes of it was recorded by writing `files` to a folder and running
/// `build -p EdgePkg/Edge.dsc -a X64 -t GCC5 -b RELEASE genmake` of edk2 2022.11 there.
struct EdgeWorkspace: ManifestFiles {
  static let dsc = "EdgePkg/Edge.dsc"

  static let files: [String: String] = {
    var files = [dsc: platform, "EdgePkg/Edge.fdf": flash, "EdgePkg/EdgePkg.dec": package]
    files["EdgePkg/Include/Edge.h"] = "\n"
    for (index, module) in modules.enumerated() { files["EdgePkg/\(module.name).inf"] = module.inf(index) }
    for name in ["Main.c", "Data.txt", "Shipped.efi"] { files["EdgePkg/\(name)"] = "\n" }
    return files
  }()

  /// A file, a text in it and what stands there instead.
  var replacing: (file: String, text: String, by: String)?

  func read(_ path: String) -> ManifestFileContents {
    let path = path.hasPrefix("/w/") ? String(path.dropFirst(3)) : path
    guard var text = Self.files[path] else { return .missing }
    if let replacing, replacing.file == path {
      text = text.replacing(replacing.text, with: replacing.by)
    }
    return .bytes(Array(text.utf8))
  }

  // MARK: Modules

  struct Module {
    var name: String
    var type: String
    /// Lines of [Defines].
    var defines: [String] = []
    /// Library classes that it links.
    var links: [String] = []
    var source: String? = "Main.c"
    /// Further sections.
    var sections = ""

    var isLibrary: Bool { defines.contains { $0.hasPrefix("LIBRARY_CLASS") } }

    func inf(_ index: Int) -> String {
      let number = (index < 16 ? "0" : "") + String(index, radix: 16)
      var text = """
        [Defines]
          INF_VERSION = 0x00010005
          BASE_NAME = \(name)
          FILE_GUID = 5D5C1B2E-77a6-4F0B-9C3D-1234567890\(number)
          MODULE_TYPE = \(type)
          VERSION_STRING = 1.0

        """
      for line in defines { text += "  \(line)\n" }
      if let source { text += "[Sources]\n  \(source)\n" }
      text += "[Packages]\n  EdgePkg/EdgePkg.dec\n"
      if !links.isEmpty { text += "[LibraryClasses]\n  " + links.joined(separator: "\n  ") + "\n" }
      if ["PEIM", "DXE_DRIVER", "DXE_SMM_DRIVER", "DXE_RUNTIME_DRIVER"].contains(type),
        !isLibrary
      {
        text += "[Depex]\n  TRUE\n"
      }
      return text + sections
    }
  }

  private static func entries(_ count: Int, _ name: String = "ENTRY_POINT") -> [String] {
    (0..<count).map { "\(name) = \(name == "ENTRY_POINT" ? "Entry" : "Unload")\($0)" }
  }

  private static let pi = "PI_SPECIFICATION_VERSION = 0x00010032"
  private static let phase = ["EdgePhaseLib"]

  static let modules: [Module] =
    libraries + [
      Module(name: "PeiCore", type: "PEI_CORE", defines: entries(1), links: phase),
      Module(name: "Peim0", type: "PEIM", links: phase),
      Module(name: "Peim1", type: "PEIM", defines: entries(1), links: phase, sections: dynamic),
      Module(
        name: "Peim2", type: "PEIM", defines: entries(2) + ["PI_SPECIFICATION_VERSION = 1.5"], links: phase),
      Module(name: "DxeCore", type: "DXE_CORE", defines: entries(1), links: phase),
      Module(name: "Driver0", type: "DXE_DRIVER", links: ["EdgeUserLib"]),
      Module(
        name: "Driver1", type: "DXE_DRIVER",
        defines: entries(1) + entries(1, "UNLOAD_IMAGE") + ["UEFI_SPECIFICATION_VERSION = 2.4"],
        links: phase + ["EdgePcdLib"], sections: dynamic + values + names),
      Module(
        name: "Driver2", type: "DXE_RUNTIME_DRIVER",
        defines: entries(2) + entries(2, "UNLOAD_IMAGE") + ["EFI_SPECIFICATION_VERSION = 0x0002000A"],
        links: ["EdgePcdLib", "PcdLib"]),
      Module(name: "UefiDriver", type: "UEFI_DRIVER", defines: entries(1), links: phase),
      Module(name: "SmmCore", type: "SMM_CORE", defines: entries(1) + [pi], links: phase),
      Module(name: "Smm0", type: "DXE_SMM_DRIVER", links: phase),
      Module(name: "Smm2", type: "DXE_SMM_DRIVER", defines: entries(2), links: phase),
      Module(name: "MmCore", type: "MM_CORE_STANDALONE", defines: entries(1) + [pi], links: phase),
      Module(name: "Mm0", type: "MM_STANDALONE", defines: [pi], links: phase),
      Module(name: "Mm1", type: "MM_STANDALONE", defines: entries(1) + [pi], links: phase),
      Module(name: "Mm2", type: "MM_STANDALONE", defines: entries(2) + [pi], links: phase),
      Module(name: "App0", type: "UEFI_APPLICATION", links: phase),
      Module(name: "App1", type: "UEFI_APPLICATION", defines: entries(1), links: phase),
      Module(name: "App2", type: "UEFI_APPLICATION", defines: entries(2), links: phase),
      Module(name: "Plain", type: "BASE", defines: entries(1), links: ["EdgeLib"]),
      Module(name: "Security", type: "SEC", defines: entries(1), links: ["EdgeLib", "EdgeSecLib"]),
      Module(name: "Own", type: "USER_DEFINED", links: ["EdgeLib", "EdgeUserLib"]),
      Module(name: "Host", type: "HOST_APPLICATION", links: ["EdgeLib"]),
      Module(name: "Data", type: "USER_DEFINED", source: "Data.txt"),
      Module(name: "Bare", type: "USER_DEFINED"),
      Module(
        name: "Shipped", type: "UEFI_APPLICATION", source: nil, sections: "[Binaries]\n  PE32|Shipped.efi\n"),
    ]

  private static let libraries = [
    Module(
      name: "EdgeLib", type: "BASE",
      defines: [
        "LIBRARY_CLASS = EdgeLib", "CONSTRUCTOR = EdgeFirst", "CONSTRUCTOR = EdgeSecond",
        "DESTRUCTOR = EdgeLast",
      ], links: ["EdgeBottomLib"], sections: "[FixedPcd]\n  gEdgeTokenSpaceGuid.PcdByte\n"),
    Module(
      name: "EdgeBottomLib", type: "BASE",
      defines: ["LIBRARY_CLASS = EdgeBottomLib", "CONSTRUCTOR = BottomFirst", "DESTRUCTOR = BottomLast"],
      sections: "[Guids]\n  gEdgeGuid\n"),
    Module(
      name: "SecLib", type: "SEC",
      defines: ["LIBRARY_CLASS = EdgeSecLib|SEC", "CONSTRUCTOR = SecFirst"]),
    Module(
      name: "PeiLib", type: "PEIM",
      defines: [
        "LIBRARY_CLASS = EdgePhaseLib|PEIM PEI_CORE", "CONSTRUCTOR = PeiFirst", "DESTRUCTOR = PeiLast",
      ],
      links: ["EdgeLib"]),
    Module(
      name: "DxeLib", type: "DXE_DRIVER",
      defines: [
        "LIBRARY_CLASS = EdgePhaseLib|DXE_CORE DXE_DRIVER DXE_RUNTIME_DRIVER UEFI_DRIVER SMM_CORE "
          + "DXE_SMM_DRIVER UEFI_APPLICATION", "CONSTRUCTOR = DxeFirst", "DESTRUCTOR = DxeLast",
      ], links: ["EdgeLib"]),
    Module(
      name: "MmLib", type: "MM_STANDALONE",
      defines: [
        "LIBRARY_CLASS = EdgePhaseLib|MM_STANDALONE MM_CORE_STANDALONE", pi, "CONSTRUCTOR = MmFirst",
        "DESTRUCTOR = MmLast",
      ], links: ["EdgeLib"]),
    Module(
      name: "UserLib", type: "USER_DEFINED",
      defines: ["LIBRARY_CLASS = EdgeUserLib", "CONSTRUCTOR = UserFirst", "DESTRUCTOR = UserLast"]),
    Module(
      name: "NullLib", type: "DXE_DRIVER", defines: ["LIBRARY_CLASS = NULL", "CONSTRUCTOR = NullFirst"]),
    Module(
      name: "PcdUserLib", type: "DXE_DRIVER", defines: ["LIBRARY_CLASS = EdgePcdLib"],
      sections: dynamic + values),
    Module(name: "PcdLib", type: "BASE", defines: ["LIBRARY_CLASS = PcdLib"]),
  ]

  private static let names = """
    [Guids]
      gEdgeGuid
    [Protocols]
      gEdgeProtocolGuid
    [Ppis]
      gEdgePpiGuid

    """

  private static let dynamic = """
    [Pcd]
      gEdgeTokenSpaceGuid.PcdDynamic
      gEdgeTokenSpaceGuid.PcdDynamicFlag
      gEdgeTokenSpaceGuid.PcdDynamicText
    [PcdEx]
      gEdgeTokenSpaceGuid.PcdShared
      gEdgeOtherSpaceGuid.PcdShared
      gEdgeTokenSpaceGuid.PcdExText
      gEdgeTokenSpaceGuid.PcdExWord

    """

  private static let values = """
    [FixedPcd]
      gEdgeTokenSpaceGuid.PcdByte
      gEdgeTokenSpaceGuid.PcdZeros
      gEdgeTokenSpaceGuid.PcdLong
      gEdgeTokenSpaceGuid.PcdSum
      gEdgeTokenSpaceGuid.PcdFlag
      gEdgeTokenSpaceGuid.PcdFlagNumber
      gEdgeTokenSpaceGuid.PcdText
      gEdgeTokenSpaceGuid.PcdWide
      gEdgeTokenSpaceGuid.PcdBytes
      gEdgeTokenSpaceGuid.PcdMixed
      gEdgeTokenSpaceGuid.PcdDecimals
      gEdgeTokenSpaceGuid.PcdCharacters
      gEdgeTokenSpaceGuid.PcdCharacterNumber
      gEdgeTokenSpaceGuid.PcdIdentity
      gEdgeTokenSpaceGuid.PcdOther
      gEdgeTokenSpaceGuid.PcdSize
      gEdgeTokenSpaceGuid.PcdWideSize
      gEdgeTokenSpaceGuid.PcdDeviceBase
      gEdgeTokenSpaceGuid.PcdDeviceSize
      gEdgeTokenSpaceGuid.PcdRegionBase
      gEdgeTokenSpaceGuid.PcdRegionSize
      gEdgeTokenSpaceGuid.PcdSetPlain
      gEdgeTokenSpaceGuid.PcdSetMacro
      gEdgeTokenSpaceGuid.PcdSetSum
    [PatchPcd]
      gEdgeTokenSpaceGuid.PcdPatchByte
      gEdgeTokenSpaceGuid.PcdPatchFlag
      gEdgeTokenSpaceGuid.PcdPatchText
      gEdgeTokenSpaceGuid.PcdPatchWide
      gEdgeTokenSpaceGuid.PcdPatchBytes
    [FeaturePcd]
      gEdgeTokenSpaceGuid.PcdFeature

    """
}
