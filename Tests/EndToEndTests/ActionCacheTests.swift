import Foundation
import TestSupport
import Testing

/// What a build takes from the action cache is what its commands would make.
@Suite struct ActionCacheTests {
  private let cache: Scratch

  init() throws { cache = try Scratch() }

  private var environment: [String: String] { ["KILN_ACTION_CACHE": "\(cache.path)/actions"] }

  /// The numbers of actions that a build ran and of those that it took from the cache.
  private func counts(_ kiln: Program) -> [Int] {
    [" actions run", " taken from the cache"].map { ending in
      let before = kiln.errors.components(separatedBy: ending)
      guard before.count == 2 else { return 0 }
      return Int(before[0].split(whereSeparator: { $0 == "\n" || $0 == " " }).last ?? "") ?? 0
    }
  }

  @discardableResult
  private func build(
    _ workspace: SourceWorkspace, _ arguments: [String] = [], _ more: [String: String] = [:]
  ) throws -> Program {
    let kiln = try workspace.build(arguments, environment: environment.merging(more) { $1 })
    #expect(kiln.status == 0, "\(kiln.errors)")
    return kiln
  }

  private func files() throws -> [String] {
    let names = FileManager.default.enumerator(atPath: "\(cache.path)/actions")?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.split(separator: "/").count == 3 }.map { "\(cache.path)/actions/\($0)" }
      .sorted()
  }

  @Test func aFolderThatIsGoneIsRestored() throws {
    let workspace = try SourceWorkspace()
    #expect(counts(try build(workspace)) == [27, 0])
    let image = try workspace.image()
    try workspace.remove("Build")
    #expect(counts(try build(workspace)) == [0, 27])
    #expect(try workspace.image() == image)
    try workspace.remove("Build")
    #expect(counts(try build(workspace, ["--no-cache"])) == [27, 0])
    #expect(try workspace.image() == image)
  }

  @Test func anEditComesBackWithoutACompiler() throws {
    let workspace = try SourceWorkspace()
    try build(workspace)
    let image = try workspace.image()
    try workspace.edit("TinyPkg/Library/GreetLib/GreetLib.c", "GREET_MAGIC;\n}", "GREET_MAGIC + 1;\n}")
    try build(workspace)
    #expect(try workspace.image() != image)
    try workspace.edit("TinyPkg/Library/GreetLib/GreetLib.c", "GREET_MAGIC + 1;\n}", "GREET_MAGIC;\n}")
    #expect(counts(try build(workspace))[0] == 0)
    #expect(try workspace.image() == image)
  }

  @Test func anotherCheckoutTakesWhatHasNoPath() throws {
    let (first, second) = (try SourceWorkspace(), try SourceWorkspace(name: "a longer name"))
    try build(first, ["--reproducible"])
    #expect(counts(try build(second, ["--reproducible"])) == [0, 27])
    #expect(try second.image() == first.image())
    // Without it images have the path of the build folder.
    try second.remove("Build")
    try build(second)
    let image = try second.image()
    #expect(try image == second.freshImage())
  }

  @Test func damagedFilesAreMadeAgain() throws {
    let workspace = try SourceWorkspace()
    try build(workspace)
    let image = try workspace.image()
    var generator = SystemRandomNumberGenerator()
    for path in try files() {
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      guard !bytes.isEmpty, UInt8.random(in: 0..<2, using: &generator) == 0 else { continue }
      bytes[Int.random(in: bytes.indices, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
      try Data(bytes).write(to: URL(filePath: path))
    }
    try workspace.remove("Build")
    try build(workspace)
    #expect(try workspace.image() == image)
    // It finds what the build did not need.
    _ = try Program.kiln(["cache", "verify"], environment: environment)
    #expect(try Program.kiln(["cache", "verify"], environment: environment).status == 0)
  }

  @Test func aCacheThatCannotBeWrittenIsOneWarning() throws {
    let workspace = try SourceWorkspace()
    let file = try cache.write("file", "no folder")
    let kiln = try build(workspace, [], ["KILN_ACTION_CACHE": "\(file)/actions"])
    #expect(kiln.errors.components(separatedBy: "[cache-unwritable]").count == 2, "\(kiln.errors)")
    #expect(try workspace.image() == workspace.freshImage())
  }

  /// A launcher that does something else when a file is there, which no key knows.
  @Test func verifyingFindsAWrongResult() throws {
    let workspace = try SourceWorkspace()
    let script = try workspace.scratch.script(
      "launcher",
      "#!/bin/sh\nif [ -e '\(cache.path)/flag' ]; then exec \"$@\" -DGREET_MAGIC=9; else exec \"$@\"; fi\n")
    try workspace.edit(
      "TinyPkg/Include/Library/GreetLib.h", "#define GREET_MAGIC 7",
      "#ifndef GREET_MAGIC\n#define GREET_MAGIC 7\n#endif")
    try build(workspace, ["--launcher", script])
    try workspace.remove("Build")
    let right = try build(workspace, ["--launcher", script, "--verify-cache"])
    #expect(counts(right) == [27, 0])
    try cache.write("flag", "")
    try workspace.remove("Build")
    let wrong = try workspace.build(["--launcher", script, "--verify-cache"], environment: environment)
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("[cache-wrong]"), "\(wrong.errors)")
    #expect(wrong.errors.contains("GreetLib.c"), "\(wrong.errors)")
  }

  /// A source that is saved while it is compiled is compiled again.
  @Test func anEditDuringTheBuildIsNotLost() throws {
    let workspace = try SourceWorkspace()
    let source = "\(workspace.path)/TinyPkg/Library/GreetLib/GreetLib.c"
    let script = try workspace.scratch.script(
      "launcher",
      """
      #!/bin/sh
      "$@" || exit
      case "$*" in *GreetLib.c*) sed -i 's/GREET_MAGIC;/GREET_MAGIC + 5;/' '\(source)';; esac

      """)
    try build(workspace, ["--launcher", script])
    let early = try workspace.image()
    #expect(counts(try build(workspace, ["--launcher", script]))[0] > 0)
    let late = try workspace.image()
    #expect(late != early)
    #expect(try late == workspace.freshImage())
  }

  @Test func anEditWithAnOldDateCounts() throws {
    let workspace = try SourceWorkspace()
    try build(workspace)
    let image = try workspace.image()
    try workspace.edit("TinyPkg/Include/Library/GreetLib.h", "GREET_MAGIC 7", "GREET_MAGIC 8")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
      ofItemAtPath: "\(workspace.path)/TinyPkg/Include/Library/GreetLib.h")
    try build(workspace)
    #expect(try workspace.image() != image)
    #expect(try workspace.image() == workspace.freshImage())
  }

  /// The same name and date, and another program.
  @Test func anotherCompilerCounts() throws {
    let workspace = try SourceWorkspace()
    let script = try workspace.scratch.script("launcher", "#!/bin/sh\nexec \"$@\"\n")
    try build(workspace, ["--launcher", script])
    try workspace.scratch.script("launcher", "#!/bin/sh\nexec \"$@\" -DGREET=1\n")
    #expect(counts(try build(workspace, ["--launcher", script]))[0] > 0)
  }

  /// Two builds at a time fill one cache.
  @Test func buildsShareACache() throws {
    let workspaces = try (0..<2).map { _ in try SourceWorkspace() }
    let running = try workspaces.map { try $0.start(["--reproducible"], environment: environment) }
    for program in running { #expect(try program.wait(seconds: 300).status == 0) }
    #expect(try workspaces[0].image() == workspaces[1].image())
    #expect(try Program.kiln(["cache", "verify"], environment: environment).status == 0)
    try workspaces[0].remove("Build")
    #expect(counts(try build(workspaces[0], ["--reproducible"])) == [0, 27])
  }

  @Test func theCommandShowsAndEmptiesIt() throws {
    let workspace = try SourceWorkspace()
    try build(workspace)
    let stats = try Program.kiln(["cache", "stats", "--json"], environment: environment)
    #expect(
      stats.output.contains("\"schema\":\"kiln-cache-1\"")
        || stats.output.contains("\"schema\" : \"kiln-cache-1\""))
    try Data([1]).write(to: URL(filePath: try #require(try files().first)))
    let verify = try Program.kiln(["cache", "verify"], environment: environment)
    #expect(verify.status == 3)
    #expect(verify.output.contains("damaged  1, removed"))
    #expect(try Program.kiln(["cache", "clean"], environment: environment).status == 0)
    #expect(try files().isEmpty)
    #expect(try Program.kiln(["cache", "stats"], environment: ["KILN_NO_CACHE": "1"]).status == 1)
  }

  /// The least that a limit can be: the build is right, and the cache is small afterwards.
  @Test func theLimitIsKept() throws {
    let workspace = try SourceWorkspace()
    try build(workspace, [], ["KILN_ACTION_CACHE_SIZE": "100K"])
    let sizes = try files().map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0 }
    #expect(sizes.reduce(0, +) <= 100 << 10)
    let image = try workspace.image()
    try workspace.remove("Build")
    try build(workspace)
    #expect(try workspace.image() == image)
  }
}
