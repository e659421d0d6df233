import Foundation
import TestSupport
import Testing

/// What a build from source warns of is shown, whether it succeeds or fails later on.
@Suite struct SourceWarningTests {
  private static let section = (
    file: "TinyPkg/TinyPkg.dsc", old: "[Components]\n", new: "[Nonsense]\n  Anything\n[Components]\n"
  )
  private static let mistake = (file: "TinyPkg/App/App.c", old: "return Sub", new: "retrun Sub")

  /// Both are said once, the warning first.
  private func expectBoth(_ kiln: Program) throws {
    #expect(kiln.status == 1)
    let parts = kiln.errors.components(separatedBy: "[section-unknown]")
    try #require(parts.count == 2, "\(kiln.errors)")
    #expect(!parts[0].contains("[command-failed]"), "\(kiln.errors)")
    #expect(parts[1].contains("[command-failed]"), "\(kiln.errors)")
  }

  @Test func aCompileErrorShowsThemToo() throws {
    try expectBoth(try SourceWorkspace([Self.section, Self.mistake]).build())
  }

  /// A build that has a record reads no manifest before it compiles.
  @Test func aCompileErrorAfterABuildThatWentWellShowsThemToo() throws {
    let workspace = try SourceWorkspace([Self.section])
    let first = try workspace.build()
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("[section-unknown]"), "\(first.errors)")
    try workspace.edit(Self.mistake.file, Self.mistake.old, Self.mistake.new)
    try expectBoth(try workspace.build())
  }

  @Test func aPlannedBuildShowsThem() throws {
    let kiln = try SourceWorkspace([Self.section]).build(["genmake"])
    #expect(kiln.status == 0)
    #expect(kiln.errors.contains("[section-unknown]"), "\(kiln.errors)")
  }
}
