import Foundation
import TestSupport
import Testing

/// `Conf/target.txt` gives what the command line leaves out, in edk2's order of precedence.
@Suite struct TargetTextTests {
  private static let text = """
    ACTIVE_PLATFORM = TinyPkg/TinyPkg.dsc
    TARGET = DEBUG
    TARGET_ARCH = X64
    TOOL_CHAIN_TAG = GCC5
    MAX_CONCURRENT_THREAD_NUMBER = 1
    """

  @Test func aBuildWithoutOptions() throws {
    let workspace = try SourceWorkspace()
    try workspace.write("Conf/target.txt", Self.text)
    let kiln = try Program.kiln(["build"], in: workspace.path)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(workspace.exists("\(workspace.output("DEBUG"))/FV/TINY.fd"))
    #expect(!workspace.exists(workspace.output("RELEASE")))
    // What is said on the command line counts.
    let other = try Program.kiln(["build", "genmake", "-b", "RELEASE"], in: workspace.path)
    #expect(other.status == 0, "\(other.errors)")
    #expect(workspace.exists("\(workspace.output("RELEASE"))/build.ninja"))
  }

  @Test func anotherFolder() throws {
    let workspace = try SourceWorkspace()
    try workspace.move("Conf", to: "Other")
    try workspace.write("Other/target.txt", Self.text + "\nTOOL_CHAIN_CONF = Conf/tools_def.txt\n")
    for (words, environment) in [
      (["--conf", "Other"], [:]), ([], ["CONF_PATH": "\(workspace.path)/Other"]),
      // The option counts before the variable.
      (["--conf", "\(workspace.path)/Other"], ["CONF_PATH": "/nonexistent"]),
    ] {
      let kiln = try Program.kiln(
        ["build", "genmake", "-w", workspace.path] + words, environment: environment)
      #expect(kiln.status == 0, "\(words): \(kiln.errors)")
      #expect(workspace.exists("\(workspace.output("DEBUG"))/build.ninja"))
      try workspace.remove("Build")
    }
    let missing = try workspace.build(["genmake", "--conf", "None"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("[file-missing]"), "\(missing.errors)")
  }

  /// What edksetup.sh makes: its architecture and tool chain are not this platform's or this machine's.
  @Test func theTemplate() throws {
    let workspace = try SourceWorkspace()
    try workspace.write("Conf/target.txt", "TARGET = DEBUG\nTARGET_ARCH = IA32\nTOOL_CHAIN_TAG = VS2015x86\n")
    try workspace.edit("Conf/tools_def.txt", "IDENTIFIER = Tiny", "*_VS2015x86_*_*_FAMILY = MSFT")
    let kiln = try Program.kiln(["build", "genmake", "TinyPkg/TinyPkg.dsc"], in: workspace.path)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.errors.components(separatedBy: "[target-txt-unsuited]").count == 3, "\(kiln.errors)")
    #expect(workspace.exists("\(workspace.output("DEBUG"))/build.ninja"))
  }

  @Test func theOnlyPlatformOfTheFolder() throws {
    let workspace = try SourceWorkspace()
    let kiln = try Program.kiln(
      ["build", "genmake", "-w", workspace.path], in: "\(workspace.path)/TinyPkg")
    #expect(kiln.status == 0, "\(kiln.errors)")
    try workspace.write("TinyPkg/Other.dsc", "")
    let two = try Program.kiln(
      ["build", "genmake", "-w", workspace.path], in: "\(workspace.path)/TinyPkg")
    #expect(two.status == 64)
    #expect(two.errors.contains("[platform-missing]"), "\(two.errors)")
    #expect(two.errors.contains("Other.dsc, TinyPkg.dsc"), "\(two.errors)")
  }

  /// A PCD without its token space gives the image of one with it.
  @Test func aPCDByItsName() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build(["--pcd", "gTinyPkgTokenSpaceGuid.PcdTimes=9"]).status == 0)
    let image = try workspace.image()
    try workspace.remove("Build")
    let kiln = try workspace.build(["--pcd", "PcdTimes=9"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.image() == image)
    for (pcd, code) in [("PcdTime=9", "pcd-undeclared"), ("PcdTimes=", "definition-malformed")] {
      let wrong = try workspace.build(["--pcd", pcd])
      #expect(wrong.status != 0)
      #expect(wrong.errors.contains("[\(code)]"), "\(wrong.errors)")
    }
  }

  @Test func otherCommands() throws {
    let workspace = try SourceWorkspace()
    try workspace.write("Conf/target.txt", Self.text)
    let kiln = try Program.kiln(["resolve", "--topic", "macro"], in: workspace.path)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("DEBUG"), "\(kiln.output)")
  }

  /// The tree's tool chain, where nothing names one.
  @Test func theTreesToolChain() throws {
    let workspace = try SourceWorkspace()
    try workspace.write(
      "Conf/tools_def.txt", try workspace.text("Conf/tools_def.txt").replacing("_GCC5_", with: "_GCC_"))
    let kiln = try workspace.build(["genmake"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(workspace.exists("Build/Tiny/RELEASE_GCC/build.ninja"))
  }

  @Test func unknownTargets() throws {
    let workspace = try SourceWorkspace()
    for command in [["build", "genmake"], ["resolve"], ["lint"]] {
      let kiln = try Program.kiln(command + [SourceWorkspace.platform, "-b", "release"], in: workspace.path)
      #expect(kiln.status == 1, "\(command): \(kiln.errors)")
      #expect(kiln.errors.contains("[target-unknown]"), "\(command): \(kiln.errors)")
      #expect(kiln.errors.contains("use one of DEBUG, NOOPT, RELEASE with -b"), "\(kiln.errors)")
    }
    try workspace.write("Conf/target.txt", "MAX_CONCURRENT_THREAD_NUMBER = lots\n")
    let kiln = try workspace.build(["genmake"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("Conf/target.txt:1:"), "\(kiln.errors)")
    #expect(kiln.errors.contains("[target-txt-malformed]"), "\(kiln.errors)")
  }
}
