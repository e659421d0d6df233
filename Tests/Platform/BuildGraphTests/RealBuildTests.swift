import AutoGen
import BuildGraph
import Foundation
import TestSupport
import Testing

/// A driver built by the real ninja, gcc and nasm, kiln's own tools replaced by a script that copies.
@Suite struct RealBuildTests {
  /// What means something to sh, make or ninja. (An apostrophe is more than ninja 1.11 takes from a compiler.)
  static let odd = "odd $place: #1 (x)"

  final class Build {
    let scratch: Scratch
    let root: String
    var workspace: SmallWorkspace
    var flags = "-DGREETING=\\\"it\\'s\\ 1\\\" -include AutoGen.h"

    init(in folder: String = "plain") throws {
      scratch = try Scratch()
      root = "\(scratch.path)/\(folder)"
      workspace = SmallWorkspace(modules: ["P/M/M.inf"])
      workspace.root = root
      workspace.module("P/M/M.inf", name: "Mod", sources: "A.c\nB.c\nN.nasm")
      workspace.tools["*_GCC5_*_DLINK_FLAGS"] =
        "-nostdlib -shared -Wl,-Map,$(DEST_DIR_DEBUG)/$(BASE_NAME).map,--whole-archive"
      workspace.tools["*_GCC5_*_PP_FLAGS"] = "-E -x assembler-with-cpp"
      workspace.tools["*_GCC5_*_NASM_FLAGS"] = "-f elf64"
      try scratch.write("\(folder)/P/M/A.c", "#include \"H.h\"\nconst char *A(void) { return GREETING; }\n")
      try scratch.write("\(folder)/P/M/B.c", "int B(void) { return 1; }\n")
      try scratch.write("\(folder)/P/M/H.h", "// one\n")
      try scratch.write("\(folder)/P/M/N.nasm", "%include \"N.inc\"\nsection .text\nret\n")
      try scratch.write("\(folder)/P/M/N.inc", "; one\n")
      try scratch.write("\(folder)/Build/P/RELEASE_GCC5/X64/P/M/M/DEBUG/AutoGen.h", "// generated\n")
      try scratch.script(
        "\(folder)/kiln",
        """
        #!/bin/sh
        # tool trim … -o OUT IN, or tool genfw … -o OUT IN … --copy-to PATH …
        in= ; out= ; copies=
        while [ $# -gt 0 ]; do
          case "$1" in
          -o) out=$2; shift;;
          --copy-to) cmp -s "$in" "$2" || cp "$in" "$2"; shift;;
          --symbol-path) shift;;
          -*|tool|trim|genfw|DXE_DRIVER) ;;
          *) in=$1;;
          esac
          shift
        done
        cmp -s "$in" "$out" || cp "$in" "$out"
        """)
    }

    /// Paths of what ninja ran, in the order of their names, or what it said instead.
    func run() throws -> [String] {
      workspace.tools["*_GCC5_*_CC_FLAGS"] = flags
      let plan = try workspace.plan {
        $0.kiln = "\(root)/kiln"
        $0.exists = { FileManager.default.fileExists(atPath: $0) }
      }
      let output = "\(root)/Build/P/RELEASE_GCC5"
      try Data(plan.ninja()).write(to: URL(filePath: "\(output)/build.ninja"))
      let ninja = try Program.run("/usr/bin/env", ["ninja", "-C", output, "-j", "2"])
      try #require(ninja.status == 0, "\(ninja.output)")
      let lines = ninja.output.split(separator: "\n").filter {
        $0.contains("[X64]") || $0.contains("no work")
      }
      return lines.map { line in
        line.hasPrefix("[") ? String(line.drop { $0 != " " }.dropFirst()) : String(line)
      }.sorted()
    }
  }

  static let all = [
    "AR P/M/M.inf [X64]", "CC P/M/A.c [X64]", "CC P/M/B.c [X64]", "GENFW P/M/M.inf [X64]",
    "LINK P/M/M.inf [X64]", "NASM P/M/N.nasm [X64]", "PP P/M/N.nasm [X64]",
  ]
  static let link = ["AR P/M/M.inf [X64]", "GENFW P/M/M.inf [X64]", "LINK P/M/M.inf [X64]"]
  static let nothing = ["ninja: no work to do."]

  @Test(arguments: ["plain", RealBuildTests.odd])
  func aDriverIsBuilt(folder: String) throws {
    // nasm and the linker take their lists apart at blanks; so only C goes through an odd folder.
    let build = try Build(in: folder)
    if folder != "plain" {
      build.workspace.module("P/M/M.inf", name: "Mod", sources: "A.c\nB.c")
      #expect(try build.run() == Self.all.filter { !$0.contains("N.nasm") })
    } else {
      #expect(try build.run() == Self.all)
    }
    #expect(try build.run() == Self.nothing)
    #expect(FileManager.default.fileExists(atPath: "\(build.root)/Build/P/RELEASE_GCC5/X64/Mod.efi"))
    let image = try Provided.bytes("\(build.root)/Build/P/RELEASE_GCC5/X64/Mod.efi")
    #expect(String(decoding: image, as: UTF8.self).contains("it's 1"))
  }

  @Test func anEditBuildsWhatItTouchesAndNothingElse() throws {
    let build = try Build()
    _ = try build.run()
    func write(_ name: String, _ text: String) throws {
      usleep(20_000)
      try build.scratch.write("plain/\(name)", text)
    }
    try write("P/M/H.h", "// two\n")
    #expect(try build.run() == (Self.link + ["CC P/M/A.c [X64]"]).sorted())
    try write("P/M/N.inc", "; two\n")
    #expect(try build.run().contains("NASM P/M/N.nasm [X64]"))
    // The preprocessed text stays the same, so nothing is assembled.
    try write("P/M/N.nasm", "%include \"N.inc\"\nsection .text\nret\n")
    #expect(try build.run() == ["PP P/M/N.nasm [X64]"])
    try write("Build/P/RELEASE_GCC5/X64/P/M/M/DEBUG/AutoGen.h", "// generated anew\n")
    #expect(try build.run() == (Self.link + ["CC P/M/A.c [X64]", "CC P/M/B.c [X64]"]).sorted())
    build.flags += " -DMORE"
    #expect(try build.run() == (Self.link + ["CC P/M/A.c [X64]", "CC P/M/B.c [X64]"]).sorted())
    try FileManager.default.removeItem(atPath: "\(build.root)/Build/P/RELEASE_GCC5/X64/Mod.efi")
    #expect(try build.run() == ["GENFW P/M/M.inf [X64]"])
    #expect(try build.run() == Self.nothing)
  }
}
