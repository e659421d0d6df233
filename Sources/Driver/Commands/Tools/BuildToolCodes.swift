package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildToolCodes: [Diagnostic.Code] = [
    .genfwFlags, .genfwUsage,
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

  package static let genfwUsage = Diagnostic.Code(
    "genfw-usage", "`kiln tool genfw` is called with arguments that make no sense",
    explanation: """
      The command has no input file, or `-e` names a module type that does not become an image, such
      as USER_DEFINED or HOST_APPLICATION. Only build.ninja calls it normally.
      """,
    remedy: "Give one input file, and with `-e` the MODULE_TYPE of the module's INF.")
}
