import Manifests
import PlatformModel
import Vocabulary

/// The macros of edk2's makefile for a module that options may use.
struct ModuleMacros {
  private let values: [String: String]

  init(
    _ module: BuildModule, folders: ModuleFolders, environment: BuildEnvironment,
    platform: ResolvedPlatform
  ) {
    var values: [String: String] = [:]
    // The INF's [Defines] come first, so that the values computed below replace them.
    for entry in module.inf.defines { values[entry.name.value] = entry.value.value }
    let manifest = TreePath.split(module.path)
    let entryPoint = module.inf.entryPoints.first?.value ?? "_ModuleEntryPoint"
    let platformFolder = TreePath.folder(of: platform.manifest)
    values["PLATFORM_NAME"] = platform.name
    values["PLATFORM_DIR"] = environment.locate(platformFolder)
    values["PLATFORM_RELATIVE_DIR"] = platformFolder
    values["PLATFORM_OUTPUT_DIR"] = platform.outputDirectory
    values["MODULE_NAME"] = module.baseName
    values["BASE_NAME"] = module.baseName
    values["MODULE_NAME_GUID"] = module.uniqueBaseName
    values["MODULE_GUID"] = module.fileGUIDText
    values["MODULE_VERSION"] = module.version
    values["MODULE_TYPE"] = module.moduleType.name
    values["MODULE_FILE"] = manifest.base + manifest.fileExtension
    values["MODULE_FILE_BASE_NAME"] = manifest.base
    values["MODULE_RELATIVE_DIR"] = module.folder
    values["MODULE_DIR"] = environment.locate(module.folder)
    values["MODULE_ENTRY_POINT"] = entryPoint
    values["ARCH_ENTRY_POINT"] = entryPoint
    values["IMAGE_ENTRY_POINT"] = "_ModuleEntryPoint"
    values["ARCH"] = module.architecture.name
    values["TOOLCHAIN"] = platform.toolchain
    values["TOOLCHAIN_TAG"] = platform.toolchain
    values["TOOL_CHAIN_TAG"] = platform.toolchain
    values["TARGET"] = platform.target.name
    values["BUILD_DIR"] = environment.output
    values["BIN_DIR"] = folders.architecture
    values["LIB_DIR"] = folders.architecture
    values["MODULE_BUILD_DIR"] = folders.module
    values["OUTPUT_DIR"] = folders.output
    values["DEST_DIR_OUTPUT"] = folders.output
    values["DEBUG_DIR"] = folders.debug
    values["DEST_DIR_DEBUG"] = folders.debug
    values["FFS_OUTPUT_DIR"] =
      "\(environment.output)/FV/Ffs/\(module.fileGUIDText)\(module.baseName)"
    // The environment's value takes precedence over one in tools_def.
    values["WORKSPACE"] = environment.variable("WORKSPACE")
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }
}
