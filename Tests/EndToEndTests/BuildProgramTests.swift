import Foundation
import TestSupport
import Testing

/// kiln called `build`: the command line and environment of edk2's `build`, on the real binary.
@Suite struct BuildProgramTests {
  /// A workspace as `edksetup.sh` leaves it, and a link to kiln.
  private struct Setup {
    let workspace: SourceWorkspace
    let program: String

    init(_ edits: [(file: String, old: String, new: String)] = []) throws {
      workspace = try SourceWorkspace(edits)
      program = "\(workspace.scratch.path)/build"
      try FileManager.default.createSymbolicLink(
        atPath: program, withDestinationPath: try Provided.kiln())
    }

    func build(_ words: [String], in folder: String? = nil, environment: [String: String] = [:]) throws
      -> Program
    {
      let usual = ["WORKSPACE": workspace.path, "EDK_TOOLS_PATH": "\(workspace.path)/BaseTools"]
      return try Program.run(
        program, words, in: folder ?? workspace.path, environment: usual.merging(environment) { $1 })
    }

    static let platform = ["-p", SourceWorkspace.platform, "-t", "GCC5"]
  }

  /// The same image as `kiln build`, in edk2's tree of output.
  @Test func theImageIsThatOfKilnBuild() throws {
    let setup = try Setup()
    let build = try setup.build(
      [
        "-a", "X64", "-tGCC5", "-p", SourceWorkspace.platform, "-DLOUD", "-b", "RELEASE", "--cmd-len",
        "65536",
      ])
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.output.hasSuffix("- Done -\n"), "\(build.output)")
    let image = try setup.workspace.image()
    #expect(setup.workspace.exists("\(setup.workspace.output())/X64/App.efi"))
    #expect(try setup.workspace.freshImage(["-D", "LOUD=TRUE"]) == image)
  }

  @Test func severalTargetsAndTheFirstFailure() throws {
    let setup = try Setup()
    let both = try setup.build(Setup.platform + ["-b", "DEBUG", "-b", "RELEASE", "genmake"])
    #expect(both.status == 0, "\(both.errors)")
    #expect(setup.workspace.exists("\(setup.workspace.output("DEBUG"))/build.ninja"))
    #expect(setup.workspace.exists("\(setup.workspace.output("RELEASE"))/build.ninja"))
    try setup.workspace.edit("TinyPkg/App/App.c", "#include", "#error no\n#include")
    let failed = try setup.build(Setup.platform + ["-b", "RELEASE"])
    #expect(failed.status == 1)
    #expect(failed.output.hasSuffix("- Failed -\n"), "\(failed.output)")
    #expect(!setup.workspace.hasImage)
  }

  /// What `edk2-build.py` of QEMU and Fedora calls; the PCD is named without its token space.
  @Test func theCommandLineOfQEMU() throws {
    let setup = try Setup()
    let build = try setup.build(
      ["-t", "GCC5", "-p", SourceWorkspace.platform, "--pcd", "PcdGreeting=\"Hi\"", "-n", "2", "-a", "X64"]
        + ["-D", "LOUD=FALSE", "-b", "RELEASE"],
      environment: [
        "PACKAGES_PATH": setup.workspace.path, "CONF_PATH": "\(setup.workspace.path)/Conf",
        "PYTHON_COMMAND": "/usr/bin/python3", "PYTHONHASHSEED": "1",
      ])
    #expect(build.status == 0, "\(build.errors)")
    #expect(try String(decoding: setup.workspace.image(), as: UTF8.self).contains("Hi"))
  }

  @Test func targetTextSaysWhatTheCommandLineLeavesOut() throws {
    let setup = try Setup()
    let none = try setup.build(["genmake", "-p", SourceWorkspace.platform])
    #expect(none.status == 64)
    #expect(none.errors.contains("TOOL_CHAIN_TAG"), "\(none.errors)")
    try setup.workspace.write(
      "Conf/target.txt",
      "ACTIVE_PLATFORM = \(SourceWorkspace.platform)\nTARGET = DEBUG\nTOOL_CHAIN_TAG = GCC5\nTARGET_ARCH = X64\n"
    )
    let build = try setup.build(["genmake"])
    #expect(build.status == 0, "\(build.errors)")
    #expect(setup.workspace.exists("\(setup.workspace.output("DEBUG"))/build.ninja"))
    let clean = try setup.build(["clean"])
    #expect(clean.status == 0, "\(clean.errors)")
    #expect(!setup.workspace.exists(setup.workspace.output("DEBUG")))
  }

  /// A platform that cannot be built can be cleaned: a packager cleans before anything else.
  @Test func cleanNeedsNoLibraries() throws {
    let setup = try Setup()
    #expect(try setup.build(Setup.platform + ["-b", "RELEASE", "genmake"]).status == 0)
    try setup.workspace.edit("TinyPkg/TinyPkg.dsc", "  GreetLib|TinyPkg/Library/GreetLib/GreetLib.inf\n", "")
    #expect(try setup.build(Setup.platform + ["-b", "RELEASE", "genmake"]).status == 1)
    let clean = try setup.build(Setup.platform + ["-b", "RELEASE", "clean"])
    #expect(clean.status == 0, "\(clean.errors)")
    #expect(!setup.workspace.exists(setup.workspace.output()))
  }

  /// In a module's folder, the module.
  @Test func theOnlyINFOfTheWorkingFolder() throws {
    let setup = try Setup()
    let words = Setup.platform + ["-b", "RELEASE"]
    let folder = "\(setup.workspace.path)/TinyPkg/App"
    let build = try setup.build(words, in: folder)
    #expect(build.status == 0, "\(build.errors)")
    let output = setup.workspace.output()
    #expect(setup.workspace.exists("\(output)/X64/TinyPkg/App/App/OUTPUT/App.efi"))
    #expect(!setup.workspace.exists("\(output)/X64/TinyPkg/Driver/Driver/OUTPUT/Driver.efi"))
    try setup.workspace.write("TinyPkg/App/Other.inf", "")
    let two = try setup.build(words, in: folder)
    #expect(two.status == 64)
    #expect(two.errors.contains("App.inf, Other.inf"), "\(two.errors)")
  }

  @Test func theLogHasWhatIsShown() throws {
    let setup = try Setup()
    let build = try setup.build(Setup.platform + ["-b", "RELEASE", "-j", "build.log"])
    #expect(build.status == 0, "\(build.errors)")
    let log = try setup.workspace.text("build.log")
    for line in (build.errors + build.output).split(separator: "\n") {
      #expect(log.contains(line), "\(line)")
    }
    #expect(log.hasSuffix("- Done -\n"))
    let nowhere = try setup.build(Setup.platform + ["-j", "none/build.log"])
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("[output-unwritable]"), "\(nowhere.errors)")
  }

  /// `-w` is not kiln's.
  @Test func warningsAreErrors() throws {
    let setup = try Setup()
    let words = Setup.platform + ["-b", "RELEASE", "-D", "NOBODY_ASKS=1"]
    #expect(try setup.build(words).status == 0)
    let image = try setup.workspace.image()
    // Nothing has changed, but what is up to date had warnings, too.
    let strict = try setup.build(words + ["-w"])
    #expect(strict.status == 1, "\(strict.errors)")
    #expect(strict.errors.contains("[define-unused]"), "\(strict.errors)")
    #expect(strict.errors.contains("[warning-as-error]"), "\(strict.errors)")
    #expect(try setup.workspace.image() == image)
    #expect(try setup.build(Setup.platform + ["-b", "RELEASE", "-w"]).status == 0)
  }

  @Test(arguments: [
    ["--n"], ["-z"], ["-p", "a.dsc", "-p", "b.dsc"], ["all", "fds"], ["-n", "many"], ["--hash=1"],
    ["-Y", "TIME"],
    ["-p", "TinyPkg/TinyPkg.fdf"], ["run"], ["-C", "Capsule"], ["--ignore-sources"],
    ["-y", "report.txt", "-Y", "EXECUTION_ORDER"],
    ["-D", "lower=1"],
  ])
  func refusedInOneLine(words: [String]) throws {
    let setup = try Setup()
    let usual = words.first == "-p" ? [] : Setup.platform + ["-b", "RELEASE"]
    let build = try setup.build(usual + words)
    #expect(build.status == 64, "\(build.errors)")
    #expect(build.errors.split(separator: "\n").count == 1, "\(build.errors)")
    #expect(!setup.workspace.exists("Build"))
  }

  @Test func withoutEdksetup() throws {
    let setup = try Setup()
    let build = try setup.build(Setup.platform, environment: ["WORKSPACE": ""])
    #expect(build.status == 64)
    #expect(build.errors.contains("edksetup.sh"), "\(build.errors)")
    #expect(build.errors.split(separator: "\n").count == 1, "\(build.errors)")
  }

  @Test func helpAndVersion() throws {
    let setup = try Setup()
    let help = try setup.build(["--he"])
    #expect(help.status == 0)
    #expect(help.output.hasPrefix("Usage: build [options] [all|fds|genc|"), "\(help.output)")
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    try Snapshot.expect(help.output, "help-edk2-build")
    let version = try setup.build(["--version"])
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("build (kiln "), "\(version.output)")
  }

  /// A copy is called `build` by the steps of the build, too.
  @Test func aCopyBuilds() throws {
    let setup = try Setup()
    let copy = try setup.workspace.scratch.program("bin/build", copyOf: try Provided.kiln())
    let build = try Program.run(
      copy, Setup.platform + ["-b", "RELEASE"], in: setup.workspace.path,
      environment: ["WORKSPACE": setup.workspace.path, "EDK_TOOLS_PATH": "\(setup.workspace.path)/BaseTools"])
    #expect(build.status == 0, "\(build.errors)")
    #expect(setup.workspace.hasImage)
  }
}
