import ArgumentParser
import Host
import KilnDriver

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check whether images are what a source tree gives.",
    discussion: """
      Builds the platform as kiln build does, with what edk2's build draws at random (stack cookies, sizes of some \
      arrays) taken out of the image, and compares byte for byte: equal; equal but for what is random; or different, \
      and in which volume, module, section, function and byte.

        kiln verify OVMF_CODE_4M.fd --source edk2-2025.02 --variants debian-13
        kiln verify OVMF_CODE.fd --source edk2 -p OvmfPkg/OvmfPkgX64.dsc -b RELEASE

      With --variants, the name of an image says which variant it is of. Exit code 3 when an image differs.
      """)

  @Argument(
    help: "Images. With --variants also folders, in which the images that the variants name are verified.")
  var images: [String] = []

  @Option(help: "The source tree: the same as --workspace.")
  var source: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions
  @OptionGroup var compiling: CompileOptions

  @Option(help: "Compress with this program, for example edk2's LzmaCompress, instead of liblzma.")
  var lzmaTool: String?

  @Option(
    name: [.short, .long],
    help: "The folder to build in. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN> of the workspace.")
  var output: String?

  @Option(
    help: "With -p: the [FD] that the images are of. Default: the one that has the image's name or size.")
  var fd: String?

  @Flag(help: "Print as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no progress.")
  var quiet = false

  func validate() throws {
    guard !images.isEmpty else { throw ValidationError("expected an image to verify.") }
    if let source, let workspace = options.workspace, source != workspace {
      throw ValidationError("--source \(source) and --workspace \(workspace) contradict each other.")
    }
    if variants.variants == nil, !options.namesPlatform {
      throw ValidationError("expected --variants with a file of variants, or a platform with -p.")
    }
    if variants.variants != nil, output != nil {
      throw ValidationError("--output is for one build; a file of variants names a folder for each.")
    }
    if variants.variants != nil, fd != nil {
      throw ValidationError("--fd is for one platform; a file of variants names the images of each.")
    }
  }

  func run() async throws {
    var options = options
    options.workspace = source ?? options.workspace
    let compared: VerifiedSource
    if let selection = try variants.selection(over: options, insteadOf: nil) {
      compared = .variants(selection)
    } else {
      compared = .platform(try options.selection(nil), output: output, device: fd)
    }
    try finish(
      await VerifyCommand(
        images, source: compared, packing: PackingSelection(prebuilt: nil, lzmaTool: lzmaTool),
        compile: compiling.compile, json: json, context: Context(Console(isQuiet: quiet))
      ).run())
  }
}
