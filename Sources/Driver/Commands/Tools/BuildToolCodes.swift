package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildToolCodes: [Diagnostic.Code] = [
    .genfwFlags, .genfwModuleType, .genfwNoInput, .genfwNoBuildIdentifier, .toolBehaviour, .aslIncludeMissing,
    .aslIncludeCircular,
  ]

  package static let genfwFlags = Diagnostic.Code(
    "genfw-flags", "GENFW_FLAGS contains a flag that kiln cannot follow",
    explanation: """
      kiln converts linked ELF modules to PE images itself, instead of running edk2's GenFw. The
      platform's `[BuildOptions]` or tools_def give it GENFW_FLAGS that it does not know, so the
      image could differ from edk2's. Supported are `--zero`, `--nonxcompat`, `--image-version`,
      `--build-id`, `--keepexceptiontable`, `--keepoptionalheader` and `--keepzeropending`, and `-v` and
      `-q`, which change nothing in the image. `--prm` is not.
      """,
    remedy: "Remove the flag from GENFW_FLAGS in the DSC or tools_def.")

  package static let genfwNoBuildIdentifier = Diagnostic.Code(
    "genfw-no-build-id", "GENFW_FLAGS has --build-id, but the linker wrote no build identifier", .warning,
    explanation: """
      With `--build-id`, the section `.build-id` of a linked module becomes `.bldid` of its image. This
      module has no such section, so its image has none either, as with edk2's GenFw. The linker writes
      the identifier for `-Wl,--build-id`, and the linker script of the tree must keep it under that name.
      """,
    remedy: "Add --build-id to the linker's flags, or remove it from GENFW_FLAGS.")

  package static let toolBehaviour = Diagnostic.Code(
    "tool-behaviour", "`--follow` of `kiln tool` names a behaviour that the tool does not have",
    explanation: """
      `kiln build` tells its tools with `--follow` what edk2's tools do in the tree that it builds. The
      names are those of the table in Documentation/basetools.md. This one belongs to another tool, or to
      another version of kiln: build.ninja may be of one, and the program of another.
      """,
    remedy: "Run `kiln build` again, which writes build.ninja, or use one of the names in the message.")

  package static let aslIncludeMissing = Diagnostic.Code(
    "asl-include-missing", "a file that an ASL source includes was not found",
    explanation: """
      `Include ("file")` of ASL and `#include` of a file .asl or .asi are looked for in the folder of the
      source, then in the module's include folders. The file is in none of them. Since edk2-stable202411
      this ends edk2's `build`; the tools of an older tree warn, and leave the line out. kiln does as the
      tools of the tree do.
      """,
    remedy: "Correct the name, or add the package that has the file to the INF's [Packages].")

  package static let aslIncludeCircular = Diagnostic.Code(
    "asl-include-circular", "an ASL source includes itself", .warning,
    explanation: """
      A file that is included by itself, directly or through other files, is left out where it is found
      again, as by edk2's Trim. The table has what the first one holds. The same is said where includes
      add up to more than 64 MiB or 4096 files.
      """,
    remedy: "Remove one of the includes.")

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
