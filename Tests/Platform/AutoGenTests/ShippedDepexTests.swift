import AutoGen
import Bytes
import Compression
import FirmwareImage
import Manifests
import PlatformModel
import TestSupport
import Testing

/// The dependency expressions that Debian ships, from their manifests: the module's own and those of
/// every library that it links, compiled.
@Suite struct ShippedDepexTests {
  @Test func everyModuleOfDebiansImageHasTheExpressionOfItsManifests() throws {
    let tree = try EDK2Tree()
    let (model, _) = try PlatformResolver.resolveForBuilding(
      "\(tree.root)/OvmfPkg/OvmfPkgX64.dsc",
      configuration: BuildConfiguration(
        architectures: ["X64"],
        defines: [
          ("NETWORK_HTTP_BOOT_ENABLE", "TRUE"), ("NETWORK_IP6_ENABLE", "TRUE"),
          ("NETWORK_TLS_ENABLE", "TRUE"),
          ("SECURE_BOOT_ENABLE", "TRUE"), ("TPM2_ENABLE", "TRUE"), ("FD_SIZE_2MB", "TRUE"),
        ]),
      tools: [], files: tree, roots: WorkspaceRoots([tree.root]))
    var compiled: [GUID: [UInt8]] = [:]
    let build = try #require(model.architecture("X64"))
    for module in build.modules {
      guard let depex = module.depex, let phase = DependencyExpression.Phase(moduleType: module.moduleType)
      else {
        continue
      }
      let expression = try DependencyExpression(parsing: depex.tokens, phase: phase)
      compiled[module.fileGUID] = expression.simplified(moduleType: module.moduleType)?.bytes
    }

    let path = DebianImages.code[0]
    let image = FlashImage.parse(try Provided.bytes(path), path: path, decoder: SectionCodecs()).image
    var checked = 0
    for file in image.allVolumes.flatMap(\.files) where file.type == .peim || file.type == .driver {
      let section = file.sections.first { [.dxeDepex, .peiDepex].contains($0.type) }
      var stored: [UInt8]?
      if case .bytes(let bytes)? = section?.payload { stored = Array(bytes) }
      #expect(compiled[file.name] == stored, "\(file.title ?? file.name.description)")
      checked += 1
    }
    print("\(checked) modules of Debian's OVMF_CODE.fd have the expression of their manifests")
    #expect(checked > 110)
  }
}
