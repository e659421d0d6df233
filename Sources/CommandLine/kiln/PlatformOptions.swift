import ArgumentParser
import KilnDriver
import Vocabulary

/// What names a platform and its configuration, spelt as edk2's `build` spells it.
struct PlatformOptions: ParsableArguments {
  @Option(name: [.customShort("p"), .customLong("platform")], help: "The platform: a name or a .dsc file.")
  var platformFile: String?

  @Option(
    name: [.customShort("w"), .long],
    help: "The edk2 source tree. Default: WORKSPACE, otherwise the working folder.")
  var workspace: String?

  @Option(
    help: "The folder of target.txt and tools_def.txt. Default: CONF_PATH, otherwise Conf in the workspace.")
  var conf: String?

  @Option(
    help: "Further folders that contain packages, separated by ':'. Default: PACKAGES_PATH.")
  var packagesPath: String?

  @Option(
    name: [.customShort("a"), .customLong("arch")],
    help: """
      An architecture; may be repeated. Default: TARGET_ARCH of target.txt, otherwise all for which the platform \
      has components.
      """)
  var architectures: [String] = []

  @Option(
    name: [.customShort("b"), .customLong("buildtarget")],
    help: "The build target. Default: TARGET of target.txt, otherwise RELEASE.")
  var target: String?

  @Option(
    name: [.customShort("t"), .customLong("tagname")],
    help: "The tool chain tag. Default: TOOL_CHAIN_TAG of target.txt, otherwise GCC5 or GCC.")
  var toolchain: String?

  @Option(
    name: [.customShort("D"), .customLong("define")],
    help: "Define a macro, NAME or NAME=VALUE; may be repeated. Overrides DEFINE in DSC and FDF.")
  var defines: [String] = []

  @Option(help: "Set a PCD, TokenSpace.Name=VALUE or Name=VALUE; may be repeated. Overrides DSC and FDF.")
  var pcd: [String] = []

  @Option(help: "A file with budgets. Default: those in the platform, or kiln's for edk2's platforms.")
  var budgets: String?

  /// - Parameter positional: nil for the platform that -p names, otherwise that of target.txt.
  func selection(_ positional: String?) throws -> PlatformSelection {
    if let positional, let platformFile, positional != platformFile {
      throw ValidationError("expected one platform, found '\(positional)' and, with -p, '\(platformFile)'.")
    }
    return selection(of: positional ?? platformFile)
  }

  /// What a command that takes platforms and images is about, and the platform that goes with it: the
  /// one that -p names, else the subject itself.
  func subject(_ positional: String?) throws -> SubjectSelection {
    guard let subject = positional ?? platformFile else {
      throw ValidationError("expected a platform or an image.")
    }
    return SubjectSelection(subject, platform: selection(of: platformFile ?? subject))
  }

  func selection(of platform: String?) -> PlatformSelection {
    PlatformSelection(
      platform: platform, workspace: workspace, packagesPath: packagesPath, conf: conf,
      architectures: architectures.map { Architecture($0) }, target: target.map { BuildTarget($0) },
      toolchain: toolchain, defines: defines, pcds: pcd, budgets: budgets)
  }
}

/// Where leaf payloads come from and how volumes are compressed.
struct PackingOptions: ParsableArguments {
  @Option(help: "Take modules from this image, or from the images and .ffs files in this folder.")
  var prebuilt: String?

  @Option(help: "Compress with this program, for example edk2's LzmaCompress, instead of liblzma.")
  var lzmaTool: String?

  var packing: PackingSelection { PackingSelection(prebuilt: prebuilt, lzmaTool: lzmaTool) }
}
