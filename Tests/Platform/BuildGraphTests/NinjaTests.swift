import AutoGen
import BuildGraph
import TestSupport
import Testing

@Suite struct NinjaTests {
  @Test func oneModuleIsAFewLines() throws {
    let text = String(decoding: try CommandTests.driver("A.c").plan().ninja(), as: UTF8.self)
    let n = "X64/P/M/M"
    let m = "$B/\(n)"
    #expect(
      text == """
        # Written by kiln; what it says is decided anew before every build.
        ninja_required_version = 1.7
        B = /w/Build/P/RELEASE_GCC5
        W = /w
        builddir = $W/Build/P/RELEASE_GCC5
        v0 = -g -include AutoGen.h
        rule r0
         command = gcc -MD -MF ${out}.deps -frandom-seed=${out} $v0 -c -o ${out} -I$W/P/M -I\(n)/DEBUG -I$W/P \
        -I$W/P/Include $in
         description = CC $d [X64]
         deps = gcc
         depfile = $out.deps
        rule r1
         command = rm -f ${out} && gcc-ar cr ${out} @${ql}
         description = AR $d [X64]
         rspfile = $l
         rspfile_content = $in_newline
        rule r2
         command = gcc -o ${out} -nostdlib -Wl,-Map,\(m)/DEBUG/Mod.map,--whole-archive \
        -Wl,--start-group,@${ql},--end-group $v0 && cp -f ${out} ${qs}.debug && \
        objcopy --strip-unneeded ${out} && cp -f ${qs}.debug ${qc}.debug && cp -f ${qs}.map ${qo}.map
         description = LINK $d [X64]
         rspfile = $l
         rspfile_content = $in_newline
        rule r3
         command = /bin/kiln tool genfw -e DXE_DRIVER -o ${out} $in --zero \
        --symbol-path \(m)/DEBUG/Mod.dll --copy-to ${qs}.efi --copy-to ${qc}.efi
         description = GENFW $d [X64]
         restat = 1
        build \(n)/OUTPUT/Mod.efi | \(n)/DEBUG/Mod.efi X64/Mod.efi: r3 \(n)/DEBUG/Mod.dll | /bin/kiln
         d = P/M/M.inf
         qs = \(m)/DEBUG/Mod
         qc = $B/X64/Mod
        build \(n)/DEBUG/Mod.dll | \(n)/DEBUG/Mod.debug X64/Mod.debug \(n)/DEBUG/Mod.map \(n)/OUTPUT/Mod.map: \
        r2 \(n)/OUTPUT/Mod.lib
         d = P/M/M.inf
         qs = \(m)/DEBUG/Mod
         qo = \(m)/OUTPUT/Mod
         qc = $B/X64/Mod
         ql = \(m)/OUTPUT/static_library_files.lst
         l = \(m)/OUTPUT/static_library_files.lst
        build \(n)/OUTPUT/Mod.lib: r1 \(n)/OUTPUT/A.obj
         d = P/M/M.inf
         ql = \(m)/OUTPUT/object_files.lst
         l = \(m)/OUTPUT/object_files.lst
        build \(n)/OUTPUT/A.obj: r0 $W/P/M/A.c
         d = P/M/A.c

        """)
  }

  @Test func compileCommandsAreJSON() throws {
    var workspace = CommandTests.driver("A.c\nB.S\nT.aslc")
    workspace.tools["*_GCC5_*_CC_FLAGS"] = #"-DN=\"a\\b\""#
    let scratch = try Scratch()
    let path = try scratch.write(
      "compile_commands.json", try workspace.plan { $0.launcher = ["ccache", "x"] }.compileCommands())
    let python = try Program.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import json,sys\nfor e in json.load(open(sys.argv[1])): print(e['directory'],e['file'],e['output'],*e['arguments'],sep='|')",
        path,
      ])
    let out = "\(CommandTests.out)/OUTPUT"
    let includes = CommandTests.includes.replacing(" ", with: "|")
    let flags = #"-DN="a\b""#
    #expect(
      python.output
        == ["A.c", "T.aslc"].map { name in
          let object = "\(out)/\(name.prefix(1)).obj"
          return
            "/w/Build/P/RELEASE_GCC5|/w/P/M/\(name)|\(object)|gcc|-MD|-MF|\(object).deps|-frandom-seed=\(object)|\(flags)|-c|-o|\(object)|\(includes)|/w/P/M/\(name)\n"
        }.joined())
  }
}
