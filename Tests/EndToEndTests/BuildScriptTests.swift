import Foundation
import TestSupport
import Testing

/// PREBUILD and POSTBUILD, as edk2's build.py has them: `LaunchPrebuild`, `LaunchPostbuild`, `PassCommandOption`.
@Suite struct BuildScriptTests {
  private func workspace(_ defines: String, _ scripts: [String: String] = [:]) throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    try workspace.edit(SourceWorkspace.platform, "[Defines]\n", "[Defines]\n\(defines)")
    for (name, text) in scripts { try workspace.write(name, text) }
    return workspace
  }

  /// Writes its arguments, the working folder and variables to a file.
  private func telling(_ name: String) -> String {
    "pwd > $WORKSPACE/\(name).txt\necho \"$0 $*\" >> $WORKSPACE/\(name).txt\necho out; echo err >&2\n"
      + "echo \"$STAMP\" >> $WORKSPACE/\(name).txt\n"
  }

  @Test func bothRunOnceInEachBuildWithTheOptionsOfTheBuild() throws {
    let workspace = try workspace(
      "  PREBUILD = sh TinyPkg/before.sh one --two\n  POSTBUILD = sh TinyPkg/after.sh\n",
      ["TinyPkg/before.sh": telling("before"), "TinyPkg/after.sh": telling("after")])
    let path = workspace.path
    for _ in 0..<2 {
      try? workspace.remove("before.txt")
      let kiln = try workspace.build(["-D", "X=a b"])
      #expect(kiln.status == 0, "\(kiln.errors)")
      let options =
        "-p \(path)/TinyPkg/TinyPkg.dsc -a X64 -b RELEASE -t GCC5 -D X=a b --conf=\(path)/Conf all"
      // PREBUILD has the caller's working folder, POSTBUILD the workspace.
      let here = FileManager.default.currentDirectoryPath
      let before = try workspace.text("before.txt").split(separator: "\n").map(String.init)
      #expect(before.first == here)
      #expect(before.dropFirst().first == "\(path)/TinyPkg/before.sh one --two \(options)")
      let after = try workspace.text("after.txt").split(separator: "\n").map(String.init)
      #expect(after.first == path)
      #expect(after.dropFirst().first == "\(path)/TinyPkg/after.sh \(options)")
      #expect(kiln.errors.contains("out\nerr\n"), "\(kiln.errors)")
      #expect(!kiln.output.contains("out\n"), "\(kiln.output)")
    }
  }

  @Test func severalTargetsRunThemOnce() throws {
    let workspace = try workspace(
      "  PREBUILD = sh TinyPkg/count.sh\n  POSTBUILD = sh TinyPkg/count.sh\n",
      ["TinyPkg/count.sh": "echo \"$*\" >> $WORKSPACE/count.txt\n"])
    let kiln = try Program.kiln([
      "build", SourceWorkspace.platform, "-w", workspace.path, "-b", "RELEASE", "-b", "DEBUG",
    ])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let lines = try workspace.text("count.txt").split(separator: "\n")
    #expect(lines.count == 2, "\(lines)")
    #expect(lines.allSatisfy { $0.contains("-b RELEASE -b DEBUG") }, "\(lines)")
  }

  /// PREBUILD may write what the manifests include, and its variables are the build's and POSTBUILD's.
  @Test func whatPrebuildMakesIsRead() throws {
    let workspace = try workspace(
      "  PREBUILD = \". TinyPkg/before.sh\"\n  POSTBUILD = sh TinyPkg/after.sh\n  !include TinyPkg/Made.dsc.inc\n",
      [
        "TinyPkg/before.sh":
          "export STAMP=stamped\necho 'DEFINE MADE = TRUE' > $WORKSPACE/TinyPkg/Made.dsc.inc\n",
        "TinyPkg/after.sh": telling("after"),
      ])
    let kiln = try workspace.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.text("after.txt").hasSuffix("\nstamped\n"))
    #expect(workspace.hasImage)
  }

  @Test(arguments: ["PREBUILD", "POSTBUILD"])
  func aScriptThatFailsEndsTheBuild(name: String) throws {
    let workspace = try workspace(
      "  \(name) = sh TinyPkg/fail.sh\n", ["TinyPkg/fail.sh": "echo reason\nexit 7\n"])
    let kiln = try workspace.build(["-q"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[build-script-failed]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("\(name) ended with exit status 7: 'sh TinyPkg/fail.sh'"), "\(kiln.errors)")
    #expect(kiln.errors.contains("TinyPkg.dsc:"), "\(kiln.errors)")
    // Nothing else tells why.
    #expect(kiln.errors.contains("reason"), "\(kiln.errors)")
    #expect(workspace.hasImage == (name == "POSTBUILD"))
  }

  @Test func aScriptThatIsMissing() throws {
    let workspace = try workspace("  PREBUILD = sh TinyPkg/missing.sh\n")
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[build-script-failed]"), "\(kiln.errors)")
    #expect(!workspace.hasImage)
    // The command line comes before the DSC, and may say that there is none.
    #expect(try workspace.build(["-D", "PREBUILD="]).status == 0)
    let other = try workspace.build(["-D", "PREBUILD=exit 3 ;"])
    #expect(other.errors.contains("PREBUILD ended with exit status 3"), "\(other.errors)")
  }

  @Test func quotationMarksMustBeClosed() throws {
    let workspace = try workspace("  PREBUILD = \"sh TinyPkg/x.sh\n")
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[build-script-malformed]"), "\(kiln.errors)")
  }

  /// `kiln check` takes the images for those of the build.
  @Test func imagesThatPostbuildChanges() throws {
    let image = "Build/Tiny/RELEASE_GCC5/FV/TINY.fd"
    let workspace = try workspace(
      "  POSTBUILD = sh TinyPkg/after.sh\n",
      ["TinyPkg/after.sh": "printf x | dd of=\(image) bs=1 seek=0 conv=notrunc 2> /dev/null\n"])
    #expect(try workspace.build().status == 0)
    #expect(try workspace.image().first == UInt8(ascii: "x"))
    let check = try Program.kiln(
      ["check", "Build/Tiny/RELEASE_GCC5", "-p", SourceWorkspace.platform, "-w", "."], in: workspace.path)
    #expect(!check.errors.contains("[images-replaced]"), "\(check.errors)")
  }

  /// Commands that only read start nothing, and neither does a word that removes.
  @Test func readingRunsNothing() throws {
    let workspace = try workspace(
      "  PREBUILD = sh TinyPkg/mark.sh\n", ["TinyPkg/mark.sh": "touch $WORKSPACE/ran\n"])
    for words in [["resolve"], ["lint"], ["switches"], ["build", "clean"]] {
      _ = try Program.kiln(words + [SourceWorkspace.platform, "-w", workspace.path])
      #expect(!workspace.exists("ran"), "\(words)")
    }
    let plan = try workspace.build(["genmake"])
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(workspace.exists("ran"))
  }

  @Test func aBuildOfPrebuiltModulesWarns() throws {
    let dsc = TinyWorkspace.dsc.replacing("[Defines]\n", with: "[Defines]\n  PREBUILD = sh before.sh\n")
    let kiln = try TinyWorkspace(["Tiny.dsc": dsc]).build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.errors.contains("[build-script-not-run]"), "\(kiln.errors)")
  }
}
