import TestSupport
import Testing

/// Where a tree lies shows in images, unless its path is mapped.
@Suite struct ReproducibilityTests {
  /// Two trees in folders whose names differ in length, built alike.
  private func images(_ target: String, _ arguments: (SourceWorkspace) -> [String]) throws -> [[UInt8]] {
    let scratch = try Scratch()
    return try ["a", "a-much-longer-name-of-a-folder"].map { name in
      let workspace = try SourceWorkspace(name: name, in: scratch)
      let kiln = try workspace.build(arguments(workspace), target: target)
      #expect(kiln.status == 0, "\(kiln.errors)")
      return try workspace.image(target)
    }
  }

  private func holds(_ image: [UInt8], _ text: String) -> Bool {
    String(decoding: image, as: UTF8.self).contains(text)
  }

  @Test(arguments: ["RELEASE", "DEBUG"])
  func anywhereTheSame(target: String) throws {
    let plain = try images(target) { _ in [] }
    #expect(plain[0] != plain[1])
    let mapped = try images(target) { ["--path-map", "\($0.path)=/build/somewhere"] }
    #expect(mapped[0] == mapped[1])
    let reproducible = try images(target) { _ in ["--reproducible"] }
    #expect(reproducible[0] == reproducible[1])
    // __FILE__ in an ASSERT, and the name of the file with symbols.
    if target == "DEBUG" {
      #expect(holds(mapped[0], "/build/somewhere/TinyPkg/Library/GreetLib/GreetLib.c"))
      #expect(holds(mapped[0], "/build/somewhere/Build/Tiny/DEBUG_GCC5/X64/TinyPkg/App/App/DEBUG/App.dll"))
      #expect(!holds(mapped[0], "a/TinyPkg"))
      #expect(holds(reproducible[0], "/edk2/TinyPkg/Library/GreetLib/GreetLib.c"))
    }
  }

  /// The image of a tree that is mapped to a place is the one that a tree in that place gives.
  @Test(arguments: ["RELEASE", "DEBUG"])
  func asIfItWereThere(target: String) throws {
    let there = try SourceWorkspace(name: "the-place-itself")
    #expect(try there.build(target: target).status == 0)
    let elsewhere = try SourceWorkspace(name: "x")
    let kiln = try elsewhere.build(["--path-map", "\(elsewhere.path)=\(there.path)"], target: target)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try elsewhere.image(target) == there.image(target))
  }

  /// A changed mapping is a change of flags: everything that has paths in it is made again.
  @Test func mappingThatChanges() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build(target: "DEBUG").status == 0)
    let plain = try workspace.image("DEBUG")
    #expect(try workspace.build(["--reproducible"], target: "DEBUG").status == 0)
    #expect(try workspace.image("DEBUG") != plain)
    #expect(try workspace.build(target: "DEBUG").status == 0)
    #expect(try workspace.image("DEBUG") == plain)
  }
}
