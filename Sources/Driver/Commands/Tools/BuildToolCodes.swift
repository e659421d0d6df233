package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildToolCodes: [Diagnostic.Code] = [
    .genfwFlags, .genfwModuleType, .genfwNoInput,
  ]

  package static let genfwFlags = Diagnostic.Code(
    "genfw-flags", "GENFW_FLAGS contains a flag that kiln cannot follow",
    explanation: """
      kiln converts linked ELF modules to PE images itself, instead of running edk2's GenFw. The
      platform's `[BuildOptions]` or tools_def give it GENFW_FLAGS that it does not know, so the
      image could differ from edk2's. Supported are `--zero`, `--keepexceptiontable`,
      `--keepoptionalheader` and `--keepzeropending`, and `-v` and `-q`, which change nothing in the
      image.
      """,
    remedy: "Remove the flag from GENFW_FLAGS in the DSC or tools_def.")

  package static let genfwModuleType = Diagnostic.Code(
    "genfw-module-type", "`kiln tool genfw` is called for a module type that does not become an image",
    explanation: """
      `-e` takes the MODULE_TYPE of an INF and chooses the subsystem of the PE image by it. The type is
      unknown, or it is one that is not linked to firmware, such as USER_DEFINED or HOST_APPLICATION.
      Only build.ninja calls the command normally, with the type of each module.

          kiln tool genfw -e DXE_DRIVER -o App.efi App.dll
      """,
    remedy: "Give the MODULE_TYPE of the module's INF to `-e`.")

  package static let genfwNoInput = Diagnostic.Code(
    "genfw-no-input", "`kiln tool genfw` is called without an input file", ends: .usage,
    explanation: """
      The command converts a linked ELF file, or packs HII packages, and no file is given. Arguments that
      start with a hyphen are flags, as GENFW_FLAGS has them, so a file of such a name needs `./` before
      it. Only build.ninja calls the command normally.
      """,
    remedy: "Give the file to convert as an argument.")
}
