import AutoGen
import Bytes
import Compression
import FirmwareImage
import Foundation
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// The strings and images of Debian's platforms.
@Suite struct ShippedStringTests {
  struct Platform: Sendable, CustomTestStringConvertible {
    let dsc: String
    let architectures: [Architecture]
    var target = BuildTarget.release
    let defines: [String]
    /// Of what edk2's `build genmake` wrote with the same flags, by `strings_digest.py Build/…`.
    let digest: String
    /// What Debian built of it, not with the very same flags.
    var image: String?

    var testDescription: String { dsc }

    func resolved(_ tree: EDK2Tree) throws -> BuildModel {
      let common = [
        "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE", "NETWORK_TLS_ENABLE", "SECURE_BOOT_ENABLE",
        "TPM2_ENABLE",
      ]
      return try PlatformResolver.resolveForBuilding(
        "\(tree.root)/\(dsc)",
        configuration: BuildConfiguration(
          architectures: architectures, target: target, defines: (common + defines).map { ($0, "TRUE") }),
        tools: [], files: tree, roots: WorkspaceRoots([tree.root])
      ).model
    }
  }

  static let platforms = [
    Platform(
      dsc: "OvmfPkg/OvmfPkgX64.dsc", architectures: ["X64"], defines: ["FD_SIZE_2MB"],
      digest: "146 8bd529ef6a422d068b9dc4786395a16455f2867d52e4c1fba58ede7bf2489f8a",
      image: "/usr/share/OVMF/OVMF_CODE.fd"),
    Platform(
      dsc: "OvmfPkg/OvmfPkgIa32X64.dsc", architectures: ["IA32", "X64"],
      defines: ["FD_SIZE_4MB", "SMM_REQUIRE"],
      digest: "146 68e8bd8895e643badf178cb8e1561dbd2806c0bcbfb3d73f666116224e97c38b",
      image: "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"),
    Platform(
      dsc: "ArmVirtPkg/ArmVirtQemu.dsc", architectures: ["AARCH64"], target: "DEBUG",
      defines: ["TPM2_CONFIG_ENABLE"],
      digest: "140 a34e8a57b1b7da243f7109494b98488598e52ceec8e668fc0aaaf0235833b005",
      image: "/usr/share/AAVMF/AAVMF_CODE.fd"),
  ]

  /// What is stored of one module or library.
  struct Stored {
    let name: String
    /// The array as it is compiled into a module, or the package as it goes into a resource section.
    let bytes: [UInt8]
  }

  @Test(arguments: platforms) func everythingIsAsEdk2MakesItAndAsDebianShipsIt(platform: Platform) throws {
    let tree = try EDK2Tree()
    let model = try platform.resolved(tree)
    let roots = WorkspaceRoots([tree.root])
    var files: [(path: [UInt8], bytes: [UInt8])] = []
    var wanted: [GUID: [Stored]] = [:]
    for build in model.architectures {
      let generator = ModuleAutoGen(build, of: model)
      var stored: [String: [Stored]] = [:]
      for module in build.modules + build.libraries {
        var additions = CodeAdditions()
        let strings = try StringPackage(
          module, libraries: build.libraries(of: module), languages: model.platform.languages, files: tree,
          roots: roots)
        let images = try ImagePackage(module, files: tree, roots: roots)
        guard strings != nil || images != nil else { continue }
        additions.strings = strings?.addition
        additions.images = images?.addition
        for file in try generator.files(for: module, additions: additions) {
          let path = "\(build.architecture)/\(module.outputFolder)/\(file.folder.rawValue)/\(file.name)"
          files.append((Array(path.utf8), file.contents))
        }
        stored[module.path] = [strings?.binary, images?.binary].compactMap { file in
          guard let bytes = file?.contents else { return nil }
          let hasArray = module.buildType != "UEFI_HII"
          let length = UInt32(bytes.count + 4)
          let prefix = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
          return Stored(name: module.baseName, bytes: hasArray ? prefix + bytes : bytes)
        }
      }
      for module in build.modules {
        let paths = [module.path] + Set(build.libraries(of: module).map(\.path)).sorted()
        wanted[module.fileGUID, default: []] += paths.flatMap { stored[$0] ?? [] }
      }
    }
    #expect(try Self.digest(files) == platform.digest)
    if let image = platform.image { try Self.search(image, for: wanted) }
  }

  /// As `strings_digest.py` does.
  private static func digest(_ files: [(path: [UInt8], bytes: [UInt8])]) throws -> String {
    var stream: [UInt8] = []
    for (path, bytes) in files.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      stream += path
      stream += "\n\(bytes.count)\n".utf8
      stream += bytes
    }
    let scratch = try Scratch()
    let hash = try Program.run("/usr/bin/sha256sum", [try scratch.write("files", stream)]).output.prefix(64)
    return "\(files.count) \(hash)"
  }

  /// What the linker takes out again: this library shows its strings only where a request is confirmed,
  /// which of its users BdsDxe alone has it do.
  private static let dropped = [
    "Tcg2PhysicalPresenceLibQemu in Tcg2ConfigDxe", "Tcg2PhysicalPresenceLibQemu in Tcg2Dxe",
  ]

  /// Every module of the image has the packages of its manifests in its executable.
  private static func search(_ path: String, for wanted: [GUID: [Stored]]) throws {
    let image = FlashImage.parse(try Provided.bytes(path), path: path, decoder: SectionCodecs()).image
    var (modules, packages) = (0, 0)
    var missing: [String] = []
    for file in image.allVolumes.flatMap(\.files) {
      guard let stored = wanted[file.name], !stored.isEmpty,
        let section = file.sections.first(where: { $0.type == .pe32 || $0.type == .te }),
        case .bytes(let bytes) = section.payload
      else { continue }
      modules += 1
      let executable = Data(bytes)
      for one in stored {
        if executable.range(of: Data(one.bytes)) == nil {
          missing.append("\(one.name) in \(file.title ?? file.name.description)")
        } else {
          packages += 1
        }
      }
    }
    print("\(path): \(packages) string and image packages in \(modules) modules are those of the manifests")
    #expect(modules > 15 && packages > 30)
    #expect(missing.sorted() == dropped)
  }
}
