import TestSupport
import Testing

/// Trees in folders with unusual names.
@Suite struct PathTests {
  @Test(arguments: [
    "with space", "dollar$x", "hash#y", "colon:w", "ünïcödé", "-dash", "(paren)", "at@x", "~tilde", "eq=ual",
    "plus+", "[b]", "{c}",
  ])
  func suitable(name: String) throws {
    let workspace = try SourceWorkspace(name: name)
    let kiln = try workspace.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.image().count == 0x40000)
    // Lists of included files are read back, or everything would be made again.
    #expect(try workspace.build().errors.hasPrefix("nothing to do"))
    try workspace.edit("TinyPkg/App/App.h", "APP_OFFSET 5", "APP_OFFSET 6")
    let made = try workspace.made { _ = try workspace.build() }
    #expect(made == ["App.dll", "App.lib", "App.obj"])
  }

  /// A name that some program would take for something else is told before anything is done.
  @Test(arguments: [
    "per%cent", "com,ma", "back\\slash", "\"dq\"", "quote'z", "a&b", "semi;c", "star*", "tab\tx",
  ])
  func unsuitable(name: String) throws {
    let workspace = try SourceWorkspace(name: name)
    let kiln = try workspace.build()
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("[path-unsuitable]\n  fix: "), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
    // The same tree, given by another name, and a build folder that is in the way.
    let plain = try SourceWorkspace()
    let output = try plain.build(["-o", "\(plain.path)/Build/\(name)"])
    #expect(output.errors.contains("[path-unsuitable]"), "\(output.errors)")
  }
}
