import ArgumentParser
import KilnDriver
import Vocabulary

/// A platform with options of its own, which a comparison or a family gives it on top of those that all have.
struct OwnPlatformOptions: ParsableArguments {
  @Argument var platform: String

  @Option(name: [.customShort("w"), .long]) var workspace: String?
  @Option var packagesPath: String?
  @Option(name: [.customShort("a"), .customLong("arch")]) var architectures: [String] = []
  @Option(name: [.customShort("b"), .customLong("buildtarget")]) var target: String?
  @Option(name: [.customShort("t"), .customLong("tagname")]) var toolchain: String?
  @Option(name: [.customShort("D"), .customLong("define")]) var defines: [String] = []
  @Option var pcd: [String] = []
  @Option var budgets: String?

  /// - Parameter words: as on a command line, the platform among them.
  @Sendable static func selection(_ words: [String], over common: PlatformSelection) throws
    -> PlatformSelection
  {
    do {
      return try parse(Program.splittingValues(words)).selection(over: common)
    } catch {
      throw Unreadable(description: message(for: error))
    }
  }

  private func selection(over common: PlatformSelection) -> PlatformSelection {
    PlatformSelection(
      platform: platform, workspace: workspace ?? common.workspace,
      packagesPath: packagesPath ?? common.packagesPath, conf: common.conf,
      architectures: common.architectures + architectures.map { Architecture($0) },
      target: target.map { BuildTarget($0) } ?? common.givenTarget,
      toolchain: toolchain ?? common.givenToolchain,
      defines: common.defines + defines, pcds: common.pcds + pcd, budgets: budgets ?? common.budgets)
  }

  private struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }
}
