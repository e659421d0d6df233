import Foundation
import TestSupport
import Testing

/// The words and options of `kiln build` that say how far to go and what to show.
@Suite struct BuildWordTests {
  @Test func extents() throws {
    let workspace = try SourceWorkspace()
    let folder = workspace.output()
    func build(_ word: String) throws {
      let kiln = try workspace.build([word])
      #expect(kiln.status == 0, "\(word): \(kiln.errors)")
    }
    try build("genmake")
    #expect(workspace.exists("\(folder)/build.ninja"))
    #expect(workspace.exists("\(folder)/compile_commands.json"))
    #expect(workspace.exists("\(folder)/X64/TinyPkg/App/App/DEBUG/AutoGen.c"))
    #expect(workspace.exists("\(folder)/X64/TinyPkg/Driver/Driver/OUTPUT/Driver.depex"))
    #expect(!workspace.exists("\(folder)/X64/TinyPkg/App/App/OUTPUT/App.obj"))
    // What is not compiled cannot be packed.
    let early = try workspace.build(["fds"])
    #expect(early.status == 1, "\(early.errors)")
    #expect(early.errors.contains("  fix: "), "\(early.errors)")
    #expect(!workspace.hasImage)

    try build("modules")
    #expect(workspace.exists("\(folder)/X64/App.efi"))
    #expect(workspace.exists("\(folder)/X64/TinyPkg/App/App/DEBUG/App.debug"))
    #expect(workspace.exists("\(folder)/X64/TinyPkg/App/App/DEBUG/App.map"))
    #expect(!workspace.hasImage)
    let made = try workspace.made { try build("fds") }
    #expect(made.isEmpty)
    let image = try workspace.image()
    #expect(try workspace.made { try build("all") }.isEmpty)
    #expect(try workspace.image() == image)
    #expect(workspace.exists("\(folder)/FV/Guid.xref"))
    // An edit is not packed before it is compiled.
    try workspace.edit("TinyPkg/App/App.h", "APP_OFFSET 5", "APP_OFFSET 6")
    try build("fds")
    #expect(try workspace.image() == image)
    try build("all")
    #expect(try workspace.image() != image)

    try build("clean")
    #expect(!workspace.exists(folder))
    #expect(workspace.exists("TinyPkg/TinyPkg.dsc"))
    try build("clean")
  }

  /// A folder in which nothing was built is not removed.
  @Test func cleanTakesNothingElse() throws {
    let workspace = try SourceWorkspace()
    try workspace.write("precious/data", "mine")
    let kiln = try workspace.build(["clean", "-o", "\(workspace.path)/precious"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[not-a-build-folder]"), "\(kiln.errors)")
    #expect(workspace.exists("precious/data"))
  }

  @Test func theTreeIsNotWrittenTo() throws {
    let workspace = try SourceWorkspace()
    func all() throws -> [String] {
      try #require(FileManager.default.enumerator(atPath: workspace.path)).compactMap { $0 as? String }
        .filter { $0 != "Build" && !$0.hasPrefix("Build/") }.sorted()
    }
    let before = try all()
    #expect(try workspace.build().status == 0)
    #expect(try workspace.build(["--pcd", "gTinyPkgTokenSpaceGuid.PcdTimes=9"]).status == 0)
    #expect(try all() == before)
  }

  @Test(arguments: [
    ["fast"], ["modules", "fds"], ["-j", "0"], ["-j", "many"], ["--path-map", "here"], ["--path-map", "=x"],
    ["--nosuch"],
  ])
  func wrongWords(words: [String]) throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(words)
    #expect(kiln.status == 64, "\(kiln.errors)")
    #expect(kiln.errors.hasPrefix("Error: "), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
  }

  @Test func wrongNames() throws {
    let workspace = try SourceWorkspace()
    for (words, code) in [
      (["-t", "NOSUCH"], "toolchain-unknown"),
      (["--pcd", "gNone.PcdNone=1"], "pcd-undeclared"), (["-a", "Z80"], "error"),
    ] {
      let kiln = try workspace.build(words)
      #expect(kiln.status == 1, "\(words): \(kiln.errors)")
      #expect(kiln.errors.contains(code), "\(words): \(kiln.errors)")
      #expect(kiln.errors.contains("  fix: "), "\(words): \(kiln.errors)")
      #expect(!workspace.hasImage)
    }
    // No BaseTools, and no tools_def.
    try workspace.remove("BaseTools")
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[basetools-missing]"), "\(kiln.errors)")
  }

  @Test func jobsVerbosityAndQuiet() throws {
    let workspace = try SourceWorkspace()
    let one = try workspace.build(["-j", "1", "--verbose"])
    #expect(one.status == 0, "\(one.errors)")
    // Every command, whole: each of the C sources with its flags.
    #expect(one.errors.components(separatedBy: "-fshort-wchar").count > 11, "\(one.errors)")
    #expect(one.errors.contains("nasm -I"), "\(one.errors)")
    let image = try workspace.image()
    try workspace.remove("Build")
    let quiet = try workspace.build(["-q", "-n", "4"])
    #expect(quiet.status == 0)
    #expect(quiet.errors.isEmpty, "\(quiet.errors)")
    #expect(try workspace.image() == image)
  }

  @Test func reports() throws {
    struct Report: Decodable {
      struct Row: Decodable { let subject: String, used: Int, size: Int }
      let schema: String, rows: [Row]
    }
    let workspace = try SourceWorkspace()
    for _ in 0..<2 {
      let kiln = try workspace.build(["--json"])
      #expect(kiln.status == 0)
      let report = try JSONDecoder().decode(Report.self, from: Data(kiln.output.utf8))
      #expect(report.schema == "kiln-check-1")
      #expect(report.rows.map(\.subject) == ["TINY", "MAIN"])
      #expect(report.rows[0].size == 0x40000)
    }
    struct Command: Decodable { let directory: String, file: String, output: String?, arguments: [String]? }
    let commands = try JSONDecoder().decode(
      [Command].self, from: Data(workspace.text("\(workspace.output())/compile_commands.json").utf8))
    #expect(commands.count == 11)
    #expect(commands.contains { $0.file.hasSuffix("/TinyPkg/App/App.c") })
  }

  /// A budget that is exceeded: status 2, no image, and the next build is no "nothing to do".
  @Test func budget() throws {
    let workspace = try SourceWorkspace()
    try workspace.write(
      "TinyPkg/TinyPkg.dsc",
      try workspace.text("TinyPkg/TinyPkg.dsc") + "[UserExtensions.Kiln.\"Budget\"]\n  MAIN | 100\n")
    for _ in 0..<2 {
      let kiln = try workspace.build()
      #expect(kiln.status == 2, "\(kiln.errors)")
      #expect(kiln.errors.contains("[budget-exceeded]"), "\(kiln.errors)")
      #expect(!workspace.hasImage)
    }
  }
}
