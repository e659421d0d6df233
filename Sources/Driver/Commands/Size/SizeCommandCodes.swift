package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeCommandCodes: [Diagnostic.Code] = [
    .buildStale, .compressorUnknown, .flagsWithoutPlatform, .mapsMissing, .moduleUnknown, .streamMissing,
    .subjectUnknown,
  ]

  package static let buildStale = Diagnostic.Code(
    "build-stale", "the build folder does not match the options of `kiln size --with`",
    explanation: """
      `kiln size --with FLAGS` compiles what the flags change in the existing build folder, measures
      it, and builds the folder back. That is cheap only if the folder is up to date. kiln plans the
      build anew with the options given and compares the plan with the folder's build.ninja byte by
      byte; here they differ, so nearly everything might be compiled twice. The platform was built
      with other options (`-b`, `-t`, `-D`, `--launcher`), the tree or environment changed since, or
      another kiln built it. Nothing was changed in the folder.

          kiln build qemu --workspace $EDK2 --output out -D SHELL_ENABLE=FALSE
          kiln size  qemu --workspace $EDK2 --output out -D SHELL_ENABLE=FALSE --with -D NETWORK_ENABLE=TRUE
      """,
    remedy: "Run `kiln build` with the same options that you give to `kiln size`, then ask again.")

  package static let compressorUnknown = Diagnostic.Code(
    "compressor-unknown", "the compressor on the command line is unknown", ends: .usage,
    explanation: """
      `--compressor` takes `lzma` or `lzma-f86` (with the x86 branch filter), optionally followed by
      settings, or the path of a program with the options of edk2's LzmaCompress. Settings are lc +
      lp at most 4, pb at most 4, nice 5 to 273; SEC's decoder accepts any of them, as they are in
      the stream's header.

          --compressor lzma-f86:lc=4,lp=0,pb=0,nice=273
      """,
    remedy: "Write `lzma` or `lzma-f86` with settings in these ranges, or the path of a program.")

  package static let flagsWithoutPlatform = Diagnostic.Code(
    "flags-without-platform", "`--with` is given for an image instead of a platform",
    explanation: """
      `kiln size --with FLAGS` measures the platform again with other flags. Flags such as `-D
      NETWORK_ENABLE=TRUE` change which modules and sources are built, and an image alone, or a
      folder of images, does not say which platform it was built from.
      """,
    remedy: "Name the platform, and with `--output` the folder in which it was built.")

  package static let mapsMissing = Diagnostic.Code(
    "maps-missing", "the link maps of the build are missing",
    explanation: """
      Sizes by library or by function need to know which object file each byte of a module came
      from, and that is only in the .map files that the linker writes beside the modules. kiln finds
      them through FV/Guid.xref of a build folder. A finished image, or modules taken from one with
      `--prebuilt`, have no maps.
      """,
    remedy: "Name the folder of a build, such as Build/OvmfX64/RELEASE_GCC5, with its FV/Guid.xref.")

  package static let moduleUnknown = Diagnostic.Code(
    "module-unknown", "the image has no file with that name",
    explanation: """
      `--without` and `--marginal` name files of the image, by module name or by GUID, in upper or
      lower case. kiln knows names from the UI sections, from the platform's INFs and from its own
      list of edk2's modules; a file without any name has to be given by its GUID.
      """,
    remedy: "Use one of the names that `kiln size` lists.")

  package static let streamMissing = Diagnostic.Code(
    "stream-missing", "the image contains no compressed stream",
    explanation: """
      `kiln size --search-compression` tries compressor settings on the largest compressed stream of
      an image, and the image holds no GUIDed section that kiln can decompress. Files of variables
      have none, nor have platforms that keep their volumes uncompressed.
      """,
    remedy: "Name an image with a compressed volume, such as OVMF_CODE.fd.")

  package static let subjectUnknown = Diagnostic.Code(
    "subject-unknown", "the size history has no flash device or volume of that name",
    explanation: """
      `--subject` limits `kiln size --history` to one flash device or volume. No record of the
      history has one of this name, in upper or lower case. Modules are recorded too but have no
      forecast.
      """,
    remedy: "Use one of the names that the message lists.")
}
