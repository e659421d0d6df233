import ArgumentParser
import Host
import KilnDriver
import Vocabulary

struct Drift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find differences between platforms that are meant to be alike.",
    discussion: """
      A family is a name under Platforms/families, or a file that lists its members in \
      [UserExtensions.Kiln."Family"], configurations to examine them in in \
      [UserExtensions.Kiln."Configuration"], and the allowed differences, with reasons, in \
      [UserExtensions.Kiln."Difference"].

      With --since, only changes are checked: a change to some members that leaves out siblings which were \
      alike before is reported. Configurations are added until each changed line of a DSC or FDF is read; a \
      line that none reads is an error. Exit code: 3 when members differ that should not, 1 when a member \
      cannot be built or a changed line was not examined.

      With --variants, the options of each variant are a configuration, in which all members are compared.
      """)

  @Argument(help: "The family. Default: ovmf, or, with --variants, the platforms of the variants.")
  var family: String?

  @OptionGroup var variants: VariantOptions

  @Option(
    name: [.customShort("w"), .long],
    help: "The edk2 source tree. Default: WORKSPACE, otherwise the working folder.")
  var workspace: String?

  @Option(help: "Further folders that contain packages, separated by ':'. Default: PACKAGES_PATH.")
  var packagesPath: String?

  @Option(help: "Check only what has changed since this revision of git.")
  var since: String?

  @Option(help: "Check this revision instead of the files in the workspace.")
  var revision: String?

  @Option(name: [.customShort("b"), .customLong("buildtarget")], help: "The build target.")
  var target = BuildTarget.release.name

  @Option(name: [.customShort("t"), .customLong("tagname")], help: "The tool chain tag.")
  var toolchain = "GCC5"

  @Option(
    name: [.customShort("D"), .customLong("define")],
    help: "Define a macro for every member; may be repeated.")
  var defines: [String] = []

  @OptionGroup var reports: CheckOutputOptions

  func run() async throws {
    let common = PlatformSelection(
      platform: "", workspace: workspace, packagesPath: packagesPath, architectures: [],
      target: BuildTarget(target),
      toolchain: toolchain, defines: defines, pcds: [])
    let selection = DriftSelection(family: family, workspace: workspace, since: since, revision: revision)
    try finish(
      await DriftCommand(
        selection, common: common, options: OwnPlatformOptions.selection,
        variants: try variants.selection { common }, to: reports.output, context: Context(Console())
      ).run())
  }
}
