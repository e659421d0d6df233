import Foundation
import TestSupport
import Testing

/// What a build takes from the action cache is what its commands would make.
@Suite struct ActionCacheTests {
  private let cache: CacheFolder

  init() throws { cache = try CacheFolder() }

  private var environment: [String: String] { cache.environment }

  @discardableResult
  private func build(
    _ workspace: SourceWorkspace, _ arguments: [String] = [], _ more: [String: String] = [:]
  ) throws -> Program {
    let kiln = try workspace.build(arguments, environment: environment.merging(more) { $1 })
    #expect(kiln.status == 0, "\(kiln.errors)")
    return kiln
  }

  @Test func aFolderThatIsGoneIsRestored() throws {
    let workspace = try SourceWorkspace()
    #expect(try build(workspace).actions == [27, 0])
    let image = try workspace.image()
    try workspace.remove("Build")
    #expect(try build(workspace).actions == [0, 27])
    #expect(try workspace.image() == image)
    try workspace.remove("Build")
    #expect(try build(workspace, ["--no-cache"]).actions == [27, 0])
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
    #expect(try build(workspace).actions[0] == 0)
    #expect(try workspace.image() == image)
  }

  @Test func anotherCheckoutTakesWhatHasNoPath() throws {
    let (first, second) = (try SourceWorkspace(), try SourceWorkspace(name: "a longer name"))
    try build(first, ["--reproducible"])
    #expect(try build(second, ["--reproducible"]).actions == [0, 27])
    #expect(try second.image() == first.image())
    // Without it images have the path of the build folder.
    try second.remove("Build")
    try build(second)
    let image = try second.image()
    #expect(try image == second.freshImage())
  }

  /// A launcher that does something else when a file is there, which no key knows.
  @Test func verifyingFindsAWrongResult() throws {
    let workspace = try SourceWorkspace()
    let script = try workspace.scratch.script(
      "launcher",
      "#!/bin/sh\nif [ -e '\(cache.scratch.path)/flag' ]; then exec \"$@\" -DGREET_MAGIC=9; else exec \"$@\"; fi\n"
    )
    try workspace.edit(
      "TinyPkg/Include/Library/GreetLib.h", "#define GREET_MAGIC 7",
      "#ifndef GREET_MAGIC\n#define GREET_MAGIC 7\n#endif")
    try build(workspace, ["--launcher", script])
    try workspace.remove("Build")
    let right = try build(workspace, ["--launcher", script, "--verify-cache"])
    #expect(right.actions == [27, 0])
    try cache.scratch.write("flag", "")
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
    #expect(try build(workspace, ["--launcher", script]).actions[0] > 0)
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
    #expect(try build(workspace, ["--launcher", script]).actions[0] > 0)
  }

  /// Two builds at a time fill one cache.
  @Test func buildsShareACache() throws {
    let workspaces = try (0..<2).map { _ in try SourceWorkspace() }
    let running = try workspaces.map { try $0.start(["--reproducible"], environment: environment) }
    for program in running { #expect(try program.wait(seconds: 300).status == 0) }
    #expect(try workspaces[0].image() == workspaces[1].image())
    #expect(try Program.kiln(["cache", "verify"], environment: environment).status == 0)
    try workspaces[0].remove("Build")
    #expect(try build(workspaces[0], ["--reproducible"]).actions == [0, 27])
  }

  @Test func theCommandShowsAndEmptiesIt() throws {
    let workspace = try SourceWorkspace()
    try build(workspace)
    let stats = try Program.kiln(["cache", "stats", "--json"], environment: environment)
    #expect(
      stats.output.contains("\"schema\":\"kiln-cache-1\"")
        || stats.output.contains("\"schema\" : \"kiln-cache-1\""))
    try Data([1]).write(to: URL(filePath: try #require(try cache.files().first)))
    let verify = try Program.kiln(["cache", "verify"], environment: environment)
    #expect(verify.status == 3)
    #expect(verify.output.contains("damaged  1, removed"))
    #expect(try Program.kiln(["cache", "clean"], environment: environment).status == 0)
    #expect(try cache.files().isEmpty)
    #expect(try Program.kiln(["cache", "stats"], environment: ["KILN_NO_CACHE": "1"]).status == 1)
  }

  /// The least that a limit can be: the build is right, and the cache is small afterwards.
  @Test func theLimitIsKept() throws {
    let workspace = try SourceWorkspace()
    try build(workspace, [], ["KILN_ACTION_CACHE_SIZE": "100K"])
    #expect(try cache.size() <= 100 << 10)
    let image = try workspace.image()
    try workspace.remove("Build")
    try build(workspace)
    #expect(try workspace.image() == image)
  }
}
