import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import Packaging
import PlatformModel
import Vocabulary

/// A platform in memory, the payloads of its modules, and what packing makes of them.
struct PackingWorkspace {
  /// The FDF, from its first section on.
  var fdf: String
  /// What stands in the DSC behind its components.
  var extensions = ""
  /// Files that the FDF names, by path below the workspace.
  var files: [String: [UInt8]] = [:]
  var architecture = Architecture.x64
  var compressions: [VolumeName: VolumeCompression] = [:]
  /// Nil for a GUID that nothing encodes.
  var encode: PayloadEncoder = { _, _ in nil }

  private var infs: [(path: String, text: String)] = []
  private var payloads: [String: ModulePayloads] = [:]

  init(_ fdf: String) { self.fdf = fdf }

  /// What a pass gave, and all that it said.
  struct Outcome {
    var plan: ImagePlan?
    var diagnostics: [Diagnostic]
    var codes: [String] { diagnostics.map(\.code.name) }

    /// The bytes of a volume; empty when it was not packed.
    func volume(_ name: String) -> [UInt8] {
      plan?.volumes.first { $0.name == VolumeName(name) }?.bytes ?? []
    }

    /// The bytes of a device; empty when it was not packed.
    func device(_ name: String) -> [UInt8] {
      plan?.devices.first { $0.name == DeviceName(name) }?.bytes ?? []
    }
  }

  /// A flash device FLASH, erased to 0xFF, in blocks of 256 bytes. Each region is its offset and size, and a line
  /// of what lies there.
  static func device(base: String = "0", size: Int, _ regions: [(place: String, content: String)]) -> String {
    """
    [FD.FLASH]
    BaseAddress = \(base)
    Size = \(size)
    ErasePolarity = 1
    BlockSize = 0x100
    NumBlocks = \(size / 0x100)

    \(regions.map { "\($0.place)\n\($0.content)\n" }.joined(separator: "\n"))

    """
  }

  /// Adds `Pkg/<name>.inf` to the DSC, whose FILE_GUID is zero but for its last byte. Without payloads no source has it.
  mutating func module(
    _ name: String, _ type: String = "DXE_DRIVER", number: UInt8, defines: String = "",
    _ given: ModulePayloads?
  ) {
    let path = "Pkg/\(name).inf"
    infs.append(
      (
        path,
        """
        [Defines]
        INF_VERSION = 0x00010005
        BASE_NAME = \(name)
        FILE_GUID = \(Self.guid(number))
        MODULE_TYPE = \(type)
        VERSION_STRING = 1.0
        \(defines)

        """
      ))
    payloads[path] = given
  }

  /// The name of the file that a module with this number becomes.
  static func guid(_ number: UInt8) -> GUID {
    GUID(mixedEndian: [UInt8](repeating: 0, count: 15) + [number])
  }

  private var tree: FilesOfBytes {
    var all = files
    all["Main.dsc"] = Array(
      """
      [Defines]
      PLATFORM_NAME = Main
      SUPPORTED_ARCHITECTURES = X64|ARM
      FLASH_DEFINITION = Main.fdf
      [Components]
      \(infs.map(\.path).joined(separator: "\n"))
      \(extensions)

      """.utf8)
    all["Main.fdf"] = Array((fdf + "\n").utf8)
    for inf in infs { all[inf.path] = Array(inf.text.utf8) }
    return FilesOfBytes(contents: Dictionary(uniqueKeysWithValues: all.map { ("ws/\($0)", $1) }))
  }

  var context: PackingContext {
    PackingContext(
      modules: GivenModules(payloads: payloads), encode: encode, compressions: compressions, files: tree,
      roots: WorkspaceRoots(["ws"]))
  }

  func platform() throws -> ResolvedPlatform {
    try PlatformResolver.resolve(
      "ws/Main.dsc", configuration: BuildConfiguration(architectures: [architecture]),
      files: tree, roots: WorkspaceRoots(["ws"])
    ).platform
  }

  func flash() throws -> FlashDescription {
    guard let flash = try platform().flash else { throw NoFlash() }
    return flash
  }

  private struct NoFlash: Error {}

  func pack() async throws -> Outcome {
    let platform = try platform()
    do throws(DiagnosticError) {
      let (plan, warnings) = try await ImagePacker.pack(platform, context: context)
      return Outcome(plan: plan, diagnostics: warnings)
    } catch {
      return Outcome(plan: nil, diagnostics: error.diagnostics)
    }
  }
}

/// Files of a test, whatever bytes they hold.
struct FilesOfBytes: ManifestFiles {
  var contents: [String: [UInt8]]

  func read(_ path: String) -> ManifestFileContents { contents[path].map { .bytes($0) } ?? .missing }
}

/// Payloads that a test made.
struct GivenModules: ModuleSource {
  let description = "the test"
  /// By the path of the INF.
  var payloads: [String: ModulePayloads]

  func payloads(of placement: ModulePlacement) -> ModulePayloads? { payloads[placement.module.path.text] }
}

extension FilePlan {
  /// The sections; none of a file that is bytes.
  var sections: [SectionPlan] {
    if case .sections(let sections) = contents { sections } else { [] }
  }
}

extension Diagnostic {
  /// The text in a manifest that it points at.
  var pointedAt: String {
    if case .source(let range) = place {
      String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
    } else {
      ""
    }
  }
}

/// UCS-2 with its terminator, little-endian (PI 1.8 Vol 3, 3.2.5.15).
func ucs2(_ text: String) -> [UInt8] {
  (Array(text.utf16) + [0]).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
}

/// The little-endian field of `bytes` at `offset`.
func field<I: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int, _: I.Type = I.self) -> I {
  bytes[offset..<(offset + I.bitWidth / 8)].reversed().reduce(0) { $0 << 8 | I($1) }
}
