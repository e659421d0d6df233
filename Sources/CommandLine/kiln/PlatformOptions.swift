import ArgumentParser
import KilnDriver
import Vocabulary

/// What names a platform and its configuration, spelt as edk2's `build` spells it.
struct PlatformOptions: ParsableArguments {
  @Option(name: [.customShort("p"), .customLong("platform")], help: "The platform: a name or a .dsc file.")
  var platformFiles: [String] = []

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
  var targets: [String] = []

  @Option(
    name: [.customShort("t"), .customLong("tagname")],
    help: "The tool chain tag. Default: TOOL_CHAIN_TAG of target.txt, otherwise GCC5 or GCC.")
  var toolchains: [String] = []

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
    try selection(of: platform(positional))
  }

  /// The same without target and tool chain, of which `kiln build` takes several.
  func selectionForBuilding(_ positional: String?) throws -> PlatformSelection {
    selection(of: try platform(positional), target: nil, toolchain: nil)
  }

  /// What a command that takes platforms and images is about, and the platform that goes with it: the
  /// one that -p names, else the subject itself.
  func subject(_ positional: String?) throws -> SubjectSelection {
    let platform = try platform(nil)
    guard let subject = positional ?? platform else {
      throw ValidationError("expected a platform or an image.")
    }
    return SubjectSelection(subject, platform: try selection(of: platform ?? subject))
  }

  /// The options for all variants of a file, which names their platforms.
  func common() throws -> PlatformSelection {
    if let platform = platformFiles.first {
      throw ValidationError(
        "expected --variants or -p \(platform), found both: a variant names its platform.")
    }
    return try selection(of: nil)
  }

  func selection(of platform: String?) throws -> PlatformSelection {
    selection(
      of: platform, target: try one(targets, "build target with -b").map { BuildTarget($0) },
      toolchain: try one(toolchains, "tool chain with -t"))
  }

  /// Whether -p names a platform.
  var namesPlatform: Bool { !platformFiles.isEmpty }

  private func platform(_ positional: String?) throws -> String? {
    let named = try one(platformFiles, "platform with -p")
    if let positional, let named, positional != named {
      throw ValidationError("expected one platform, found '\(positional)' and, with -p, '\(named)'.")
    }
    return positional ?? named
  }

  private func selection(
    of platform: String?, target: BuildTarget?, toolchain: String?
  ) -> PlatformSelection {
    PlatformSelection(
      platform: platform, workspace: workspace, packagesPath: packagesPath, conf: conf,
      architectures: architectures.map { Architecture($0) }, target: target, toolchain: toolchain,
      defines: defines, pcds: pcd, budgets: budgets)
  }

  /// The only value of an option; saying it twice counts once.
  private func one(_ values: [String], _ role: String) throws -> String? {
    if let other = values.first(where: { $0 != values.first }) {
      throw ValidationError("expected one \(role), found '\(values[0])' and '\(other)'.")
    }
    return values.first
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
