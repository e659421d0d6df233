import TestSupport

/// The least that is a platform: one RAW module in one volume of one flash device. Tests spoil one part
/// of it at a time.
struct TinyWorkspace {
  let scratch: Scratch

  /// - Parameter files: take the place of the files of the same name, or come on top.
  init(_ files: [String: String] = [:]) throws {
    scratch = try Scratch()
    for (name, text) in Self.files.merging(files, uniquingKeysWith: { $1 }) { try scratch.write(name, text) }
  }

  static let dsc = """
    [Defines]
      PLATFORM_NAME = Tiny
      PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
      DSC_SPECIFICATION = 0x0001001C
      OUTPUT_DIRECTORY = Build/Tiny
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      SKUID_IDENTIFIER = DEFAULT
      FLASH_DEFINITION = Tiny.fdf
    [Components]
      Tiny.inf

    """
  static let inf = """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = Tiny
      FILE_GUID = AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE
      MODULE_TYPE = USER_DEFINED
      VERSION_STRING = 1.0
    [Packages]
      Tiny.dec

    """
  static let dec = """
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = Tiny
      PACKAGE_GUID = 12345678-1234-1234-1234-123456789012
    [PcdsFixedAtBuild]
      gTiny.PcdBase|0|UINT32|1

    """

  /// - Parameters:
  ///   - regions: of the device, which has 64 KiB at 0xFFFF0000.
  ///   - files: of the volume.
  static func fdf(
    regions: String = "0x0000|0x10000\nFV = MAIN",
    files: String = "FILE RAW = 99999999-0000-0000-0000-000000000001 { data.bin }"
  ) -> String {
    """
    [FD.TINY]
    BaseAddress = 0xFFFF0000
    Size = 0x10000
    ErasePolarity = 1
    BlockSize = 0x1000
    NumBlocks = 0x10

    \(regions)

    [FV.MAIN]
    FvNameGuid = 77777777-0000-0000-0000-000000000001
    FvAlignment = 16
    ERASE_POLARITY = 1
    MEMORY_MAPPED = TRUE

    \(files)

    [Rule.Common.USER_DEFINED]
      FILE FREEFORM = $(NAMED_GUID) {
        RAW BIN |.bin
      }

    """
  }

  private static let files = [
    "Tiny.dsc": dsc, "Tiny.fdf": fdf(), "Tiny.inf": inf, "Tiny.dec": dec, "data.bin": "sixteen bytes...",
  ]

  /// Runs `kiln build` on it, from Debian's modules, of which it needs none.
  func build(_ arguments: [String] = []) throws -> Program {
    try Program.kiln(
      ["build", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path, "--output", "out"] + arguments,
      in: scratch.path)
  }

  var hasOutput: Bool { scratch.exists("out/FV/TINY.fd") || scratch.exists("out/FV") }
}
