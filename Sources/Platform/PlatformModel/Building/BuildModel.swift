package import BaseTools
package import Vocabulary

/// A platform with every decision made that building it from source needs.
///
/// What AutoGen and the build graph read; nothing in it depends on the order of a dictionary.
package struct BuildModel: Sendable {
  package var platform: ResolvedPlatform
  /// PLATFORM_GUID, as the DSC writes it.
  package var platformGUIDText: String
  /// The SKUs that the build is for, each with those behind it that it falls back to, the default one
  /// last: what `_gPcd_SkuId_Array` holds.
  package var skuFallbacks: [UInt64]
  package var toolchain: Toolchain
  /// In the order of the build's architectures.
  package var architectures: [ArchitectureBuild]
  /// The PCDs of the PEI and DXE databases, of all architectures together, by full name.
  package var dynamicPCDs: [DynamicPCD]
  package var dynamicPCDSettings: DynamicPCDSettings
  /// The BaseTools of the tree, whose work is to be done.
  package var baseTools = BaseToolsRevision()

  package func architecture(_ name: Architecture) -> ArchitectureBuild? {
    architectures.first { $0.architecture == name }
  }
}

/// All that is built for one architecture.
package struct ArchitectureBuild: Sendable {
  package var architecture: Architecture
  /// The components in the order of the DSC; of two with one path and FILE_GUID the last.
  package var modules: [BuildModule]
  /// Each library instance that a module links, once, in the order of first use.
  package var libraries: LibraryTable<BuildModule>
  /// What tools_def gives this architecture, before the platform and the modules add to it.
  package var tools: ToolOptions

  /// The module's libraries, in the order in which their constructors run.
  package func libraries(of module: BuildModule) -> [BuildModule] {
    module.libraries.map { self[$0.library] }
  }

  package subscript(_ library: LibraryID) -> BuildModule { libraries[library] }
}
