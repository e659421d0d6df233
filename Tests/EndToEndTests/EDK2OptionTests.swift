import Foundation
import TestSupport
import Testing

/// Options of edk2's `build` on the command line of `kiln build`.
@Suite struct EDK2OptionTests {
  /// None of them changes what is built.
  @Test func optionsWithoutEffectAreAccepted() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build().status == 0)
    let image = try workspace.image()
    try workspace.remove("Build")
    let kiln = try workspace.build([
      "-n", "0", "-s", "-d", "9", "-e", "-c", "-N", "-l", "4096", "--hash", "--genfds-multi-thread",
      "--no-genfds-multi-thread", "--disable-include-path-check", "--check-usage", "-u",
    ])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.errors.contains("note: -u has no effect"), "\(kiln.errors)")
    #expect(kiln.errors.contains("note: --check-usage has no effect"), "\(kiln.errors)")
    #expect(try workspace.image() == image)
  }

  @Test(arguments: [
    ["-f", "Other.dsc"], ["-C", "Capsule"], ["-y", "file", "-Y", "COMPILE_INFO"],
    ["-y", "file", "-m", "TinyPkg/App/App.inf"], ["-F", "-c"], ["--ignore-sources"],
    ["--binary-destination", "folder"], ["--binary-source", "folder"], ["run"],
  ])
  func refusedInOneLine(words: [String]) throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(words)
    #expect(kiln.status == 64, "\(kiln.errors)")
    #expect(kiln.errors.split(separator: "\n").count == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("[build-"), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
  }

  /// The FDF of the command line, and the images of it that are named.
  @Test func anotherFDFAndSomeOfItsImages() throws {
    let workspace = try SourceWorkspace()
    let fdf = try workspace.text("TinyPkg/TinyPkg.fdf")
    try workspace.write(
      "TinyPkg/Other.fdf",
      fdf.replacingOccurrences(of: "FD.TINY", with: "FD.OTHER")
        .replacingOccurrences(of: "[FV.MAIN]", with: "[FD.SECOND]\n" + Self.second + "\n[FV.MAIN]"))
    let output = "\(workspace.output())/FV"
    let kiln = try workspace.build(["-f", "TinyPkg/Other.fdf", "-r", "other"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(workspace.exists("\(output)/OTHER.fd"))
    #expect(!workspace.exists("\(output)/SECOND.fd"))
    #expect(!workspace.exists("\(output)/MAIN.Fv"))
    let volume = try workspace.build(["-f", "TinyPkg/Other.fdf", "-i", "MAIN"])
    #expect(volume.status == 0, "\(volume.errors)")
    #expect(workspace.exists("\(output)/MAIN.Fv"))
    #expect(!workspace.exists("\(output)/SECOND.fd"))
    let all = try workspace.build(["-f", "TinyPkg/Other.fdf"])
    #expect(all.status == 0, "\(all.errors)")
    #expect(workspace.exists("\(output)/SECOND.fd"))
    for (words, name) in [(["-r", "TINY"], "OTHER, SECOND"), (["-i", "NONE"], "MAIN")] {
      let wrong = try workspace.build(["-f", "TinyPkg/Other.fdf"] + words)
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("[image-unknown]"), "\(wrong.errors)")
      #expect(wrong.errors.contains(name), "\(wrong.errors)")
    }
    let missing = try workspace.build(["-f", "TinyPkg/None.fdf"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("--fdf:1:1"), "\(missing.errors)")
  }

  private static let second = """
    BaseAddress = 0xFFF80000
    Size = 0x40000
    ErasePolarity = 1
    BlockSize = 0x1000
    NumBlocks = 0x40

    0x00000|0x40000
    FV = MAIN

    """

  /// As optparse takes them.
  @Test func aValueMayFollowItsLetter() throws {
    let workspace = try SourceWorkspace()
    let build = try workspace.build(["genmake", "-n2", "-aX64", "-tGCC5", "-bRELEASE", "-DLOUD=TRUE"])
    #expect(build.status == 0, "\(build.errors)")
    let wrong = try workspace.build(["genmake", "-aX65"])
    #expect(wrong.status != 0)
    #expect(wrong.errors.contains("X65"), "\(wrong.errors)")
  }

  @Test func aSKU() throws {
    let workspace = try SourceWorkspace([
      (
        "TinyPkg/TinyPkg.dsc", "[LibraryClasses]\n",
        "[SkuIds]\n  0|DEFAULT\n  2|Small\n[LibraryClasses]\n"
      )
    ])
    #expect(try workspace.build(["genmake", "-x", "DEFAULT"]).status == 0)
    #expect(try workspace.build(["genmake", "-x", "small"]).status == 0)
    let code = try workspace.text("\(workspace.output())/X64/TinyPkg/App/App/DEBUG/AutoGen.c")
    let wrong = try workspace.build(["genmake", "-x", "Large"])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("[sku-unknown]"), "\(wrong.errors)")
    #expect(wrong.errors.contains("DEFAULT, SMALL"), "\(wrong.errors)")
    #expect(!code.isEmpty)
  }

  @Test func aLogFile() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(["genmake", "--log", "\(workspace.path)/build.log"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.text("build.log") == kiln.errors)
  }

  @Test func aLogFileIsRefusedByName() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(["-j", "build.log"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("2>&1 | tee build.log"), "\(kiln.errors)")
  }

  @Test func oneModule() throws {
    let workspace = try SourceWorkspace()
    let folder = workspace.output()
    for path in ["TinyPkg/App/App.inf", "\(workspace.path)/TinyPkg/App/App.inf"] {
      let kiln = try workspace.build(["-m", path])
      #expect(kiln.status == 0, "\(kiln.errors)")
      #expect(workspace.exists("\(folder)/X64/TinyPkg/App/App/OUTPUT/App.efi"))
      #expect(!workspace.exists("\(folder)/X64/TinyPkg/Driver/Driver/OUTPUT/Driver.efi"))
      #expect(!workspace.hasImage)
      try workspace.remove("Build")
    }
    let absent = try workspace.build(["-m", "OtherPkg/App.inf"])
    #expect(absent.status == 1)
    #expect(absent.errors.contains("[module-absent]"), "\(absent.errors)")
    #expect(absent.errors.contains("there is TinyPkg/App/App.inf"), "\(absent.errors)")
  }

  @Test func librariesAreRemoved() throws {
    let workspace = try SourceWorkspace()
    let folder = workspace.output()
    #expect(try workspace.build().status == 0)
    let image = try workspace.image()
    let kiln = try workspace.build(["cleanlib"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(workspace.exists("\(folder)/X64/TinyPkg/App/App/OUTPUT/App.efi"))
    #expect(!workspace.exists("\(folder)/X64/TinyPkg/Library/GreetLib/GreetLib"))
    #expect(try workspace.build().status == 0)
    #expect(try workspace.image() == image)
  }

  // MARK: Several builds

  @Test func severalTargets() throws {
    let workspace = try SourceWorkspace()
    let kiln = try Program.kiln(
      ["build", "genmake", SourceWorkspace.platform, "-b", "DEBUG", "-b", "RELEASE", "-b", "DEBUG"],
      in: workspace.path)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(workspace.exists("\(workspace.output("DEBUG"))/build.ninja"))
    #expect(workspace.exists("\(workspace.output("RELEASE"))/build.ninja"))
    #expect(kiln.errors.hasSuffix("built 2 of 2: DEBUG, RELEASE\n"), "\(kiln.errors)")
  }

  /// Each module was built twice.
  @Test func anArchitectureCountsOnce() throws {
    let workspace = try SourceWorkspace()
    let once = try workspace.build(["genmake", "-a", "X64"])
    try workspace.remove("Build")
    let twice = try workspace.build(["genmake", "-a", "X64", "-a", "x64"])
    #expect(twice.status == 0)
    #expect(twice.errors == once.errors)
    let kiln = try Program.kiln(
      ["resolve", SourceWorkspace.platform, "-a", "X64", "-a", "X64", "--topic", "module"], in: workspace.path
    )
    #expect(kiln.output.components(separatedBy: "TinyPkg/App/App.inf").count == 2, "\(kiln.output)")
  }

  @Test func theFirstFailureEndsIt() throws {
    let workspace = try SourceWorkspace()
    let words = [
      "build", "genmake", SourceWorkspace.platform, "-b", "DEBUG", "-t", "NOSUCH", "-t", "GCC5",
    ]
    let kiln = try Program.kiln(words, in: workspace.path)
    #expect(kiln.status == 1)
    #expect(!workspace.exists(workspace.output("DEBUG")))
    #expect(
      kiln.errors.hasSuffix("built 0 of 2: none; failed: DEBUG_NOSUCH; not built: DEBUG_GCC5\n"),
      "\(kiln.errors)")
    let going = try Program.kiln(words + ["--keep-going"], in: workspace.path)
    #expect(going.status == 1)
    #expect(workspace.exists("\(workspace.output("DEBUG"))/build.ninja"))
    #expect(going.errors.hasSuffix("built 1 of 2: DEBUG_GCC5; failed: DEBUG_NOSUCH\n"), "\(going.errors)")
  }

  @Test func oneFolderIsForOneBuild() throws {
    let workspace = try SourceWorkspace()
    for option in [["-o", "out"], ["--json"]] {
      let kiln = try workspace.build(["-b", "DEBUG"] + option)
      #expect(kiln.status == 64)
      #expect(kiln.errors.contains("found RELEASE, DEBUG"), "\(kiln.errors)")
    }
  }

  /// They look at one variant: the last of several counted before, and nothing said so.
  @Test func otherCommandsTakeOneOfEach() throws {
    let workspace = try SourceWorkspace()
    for words in [
      ["-b", "DEBUG", "-b", "RELEASE"], ["-t", "GCC5", "-t", "GCC"], ["-p", "a.dsc", "-p", "b.dsc"],
    ] {
      let kiln = try Program.kiln(["resolve"] + words, in: workspace.path)
      #expect(kiln.status == 64, "\(kiln.errors)")
      #expect(kiln.errors.contains("expected one"), "\(kiln.errors)")
    }
    let twice = try Program.kiln(
      ["resolve", SourceWorkspace.platform, "-b", "DEBUG", "-b", "DEBUG"], in: workspace.path)
    #expect(twice.status == 0, "\(twice.errors)")
  }
}
