package import Vocabulary

/// What a command line says of a platform.
package struct PlatformSelection: Sendable {
  /// A name under `Platforms/`, or a `.dsc` file.
  package var platform: String
  package var workspace: String?
  /// Folders separated by `:`.
  package var packagesPath: String?
  package var architectures: [Architecture]
  package var target: BuildTarget
  package var toolchain: String
  /// `NAME` or `NAME=VALUE`.
  package var defines: [String]
  /// `TokenSpace.Name=VALUE`.
  package var pcds: [String]
  /// A file of budgets; nil for the one that kiln has for the platform, if any.
  package var budgets: String?

  package init(
    platform: String, workspace: String?, packagesPath: String?, architectures: [Architecture],
    target: BuildTarget,
    toolchain: String, defines: [String], pcds: [String], budgets: String? = nil
  ) {
    self.platform = platform
    self.workspace = workspace
    self.packagesPath = packagesPath
    self.architectures = architectures
    self.target = target
    self.toolchain = toolchain
    self.defines = defines
    self.pcds = pcds
    self.budgets = budgets
  }
}

/// Where payloads come from and who compresses.
package struct PackingSelection: Sendable {
  /// An image, or a folder of images and `.ffs` files.
  package var prebuilt: String?
  /// edk2's LzmaCompress; liblzma when nil.
  package var lzmaTool: String?

  package init(prebuilt: String?, lzmaTool: String?) {
    self.prebuilt = prebuilt
    self.lzmaTool = lzmaTool
  }
}

/// How far a build goes; the words are those of edk2's `build`.
package enum BuildExtent: String, Sendable {
  case everything = "all"
  /// Generated sources and the build graph, nothing compiled.
  case graph = "genmake"
  /// Everything compiled, nothing packed.
  case modules
  /// Packs what is compiled already.
  case images = "fds"
  /// Removes the build folder.
  case clean

  package init?(word: String) {
    switch word {
    case "genc": self = .graph
    case "libraries": self = .modules
    case "cleanall": self = .clean
    default: self.init(rawValue: word)
    }
  }
}

/// How sources are compiled.
package struct CompileSelection: Sendable {
  /// How many commands run at a time; ninja decides when nil.
  package var jobs: Int?
  /// Goes on with what does not depend on a failure.
  package var keepsGoing: Bool
  /// Shows every command.
  package var isVerbose: Bool
  /// What stands in front of compilers, such as `ccache`.
  package var launcher: [String]
  /// `FROM=TO`: what of a path becomes what, wherever a build leaves paths in its output.
  package var pathMap: [String]
  /// Paths become those of a build in one fixed folder.
  package var isReproducible: Bool

  package init(
    jobs: Int? = nil, keepsGoing: Bool = false, isVerbose: Bool = false, launcher: [String] = [],
    pathMap: [String] = [], isReproducible: Bool = false
  ) {
    self.jobs = jobs
    self.keepsGoing = keepsGoing
    self.isVerbose = isVerbose
    self.launcher = launcher
    self.pathMap = pathMap
    self.isReproducible = isReproducible
  }
}

/// What a line of `kiln size` is about.
package enum SizeGrouping: String, Sendable, CaseIterable {
  case volume, file, section, library, symbol
}

/// What `kiln size` is asked.
package struct SizeSelection: Sendable {
  package var grouping: SizeGrouping
  /// How many lines, the costliest; nil for all.
  package var top: Int?
  /// Modules of which to say what leaving them out saves; `*` for those that would be listed.
  package var marginal: [String]
  /// Modules to leave out.
  package var without: [String]
  /// `lzma`, `lzma-f86` or a program.
  package var compressor: String?
  package var searchesCompression: Bool
  /// Another configuration of the platform, to compare with.
  package var variant: PlatformSelection?

  package init(
    grouping: SizeGrouping = .file, top: Int? = nil, marginal: [String] = [], without: [String] = [],
    compressor: String? = nil, searchesCompression: Bool = false, variant: PlatformSelection? = nil
  ) {
    self.grouping = grouping
    self.top = top
    self.marginal = marginal
    self.without = without
    self.compressor = compressor
    self.searchesCompression = searchesCompression
    self.variant = variant
  }
}
