package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildGraphCodes: [Diagnostic.Code] = [
    .outputCollision, .toolUndefined, .toolchainUnsupported,
  ]

  package static let outputCollision = Diagnostic.Code(
    "output-collision", "two sources of a module become the same file",
    explanation: """
      Each source of a module is compiled into one file below the module's output folder, named after the
      source without its extension. Two sources with the same name in the same folder, such as `Entry.c`
      and `Entry.nasm`, would both become `Entry.obj`, and the second would overwrite the first. When both
      extensions stand in BUILDRULEORDER of tools_def, kiln compiles only the one that comes first there,
      as edk2 does; here no such order decides.
      """,
    remedy: "Rename one of the sources, or move it into a folder of its own.")

  package static let toolUndefined = Diagnostic.Code(
    "tool-undefined", "tools_def names no program for a tool that a module needs",
    explanation: """
      What compiles, assembles and links a module comes from `Conf/tools_def.txt`, or from the template in
      BaseTools where that file is missing: a line TARGET_TAGNAME_ARCH_TOOL_PATH names the program, with *
      for "any". For this module's architecture and tool chain there is no such line, or it is empty.
      Often the tool chain was written for fewer architectures, or a tools_def from an older tree is in
      use.

          *_GCC5_X64_NASM_PATH = nasm
      """,
    remedy: "Add the PATH line to tools_def, or choose a tool chain with -t that supports this architecture.")

  package static let toolchainUnsupported = Diagnostic.Code(
    "toolchain-unsupported", "kiln does not build with tool chains of this family",
    explanation: """
      Each tool chain of tools_def belongs to a FAMILY, which decides which rules of build_rule and which
      options of the INF and DSC files apply. kiln implements the rules of the family GCC, to which GCC5
      and CLANGDWARF belong. It does not implement those of MSFT and INTEL, whose tools write other object
      files and take other options.
      """,
    remedy: "Choose a tool chain of the family GCC with -t, for example `-t GCC5` or `-t CLANGDWARF`.")
}
