/// A platform of nothing but flash: one device, one volume, every number of them open.
struct FlashWorkspace {
  var base = "0xFFFF0000"
  var size = "0x10000"
  var blocks = [("0x1000", "0x10")]
  /// Each with what lies there.
  var regions = [("0x0000|0x10000", "FV = MAIN")]
  var volume = ""

  var fdf: String {
    """
    [FD.FLASH]
    BaseAddress = \(base)|gPkg.PcdDeviceBase
    Size = \(size)
    ErasePolarity = 1
    \(blocks.map { "BlockSize = \($0)\nNumBlocks = \($1)" }.joined(separator: "\n"))

    \(regions.map { "\($0)\ngPkg.PcdBase|gPkg.PcdSize\n\($1)\n" }.joined(separator: "\n"))

    [FV.MAIN]
    \(volume)
    READ_STATUS = TRUE

    """
  }

  var workspace: Workspace {
    Workspace(texts: [
      "Main.dsc": """
      [Defines]
        PLATFORM_NAME = Main
        SUPPORTED_ARCHITECTURES = X64
        FLASH_DEFINITION = Main.fdf
      [Packages]
        Pkg/Pkg.dec

      """,
      "Main.fdf": fdf,
      "Pkg/Pkg.dec": """
      [Defines]
        PACKAGE_NAME = Pkg
      [PcdsFixedAtBuild]
        gPkg.PcdDeviceBase|0|UINT64|1
        gPkg.PcdBase|0|UINT64|2
        gPkg.PcdSize|0|UINT64|3

      """,
    ])
  }
}
