import Foundation
import TestSupport
import Testing

/// `kiln size --with` on a platform that is compiled: what differs is compiled, and then compiled back.
@Suite struct WithFlagsTests {
  private struct Check: Decodable {
    struct Row: Decodable { let subject: String, used: Int, growth: Int? }
    let rows: [Row]
  }

  private func used(_ text: String) throws -> [String: Int] {
    let check = try JSONDecoder().decode(Check.self, from: Data(text.utf8))
    return Dictionary(check.rows.map { ($0.subject, $0.used) }) { first, _ in first }
  }

  private func size(_ workspace: SourceWorkspace, _ arguments: [String]) throws -> Program {
    try Program.kiln(["size", SourceWorkspace.platform, "--workspace", workspace.path] + arguments)
  }

  /// The volumes are those of a build with the flag, and the folder is that of a build without it.
  @Test func whatABuildWithTheFlagHas() throws {
    let other = try SourceWorkspace()
    let built = try other.build(["-DFORMS=TRUE", "--json"])
    #expect(built.status == 0, "\(built.errors)")

    let workspace = try SourceWorkspace()
    #expect(try workspace.build([]).status == 0)
    let image = try workspace.image()
    let module = try workspace.text("\(workspace.output())/X64/TinyPkg/App/App/DEBUG/App.map")
    let kiln = try size(workspace, ["--json", "--with", "-D", "FORMS=TRUE"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try used(kiln.output) == used(built.output))

    #expect(try workspace.image() == image)
    #expect(try workspace.text("\(workspace.output())/X64/TinyPkg/App/App/DEBUG/App.map") == module)
    #expect(try workspace.made { _ = try workspace.build([]) }.isEmpty)
    // What the flag does not concern was compiled neither there nor back.
    #expect(!kiln.errors.contains("GreetLib"), "\(kiln.errors)")
    #expect(kiln.errors.contains("Forms"), "\(kiln.errors)")
  }

  /// A variant that does not compile leaves the folder as it was.
  @Test func aVariantThatFails() throws {
    let workspace = try SourceWorkspace([("TinyPkg/Forms/Forms.c", "EFI_STATUS", "NO_SUCH_TYPE")])
    #expect(try workspace.build([]).status == 0)
    let kiln = try size(workspace, ["--with", "-DFORMS=TRUE"])
    #expect(kiln.status == 1 && kiln.errors.contains("NO_SUCH_TYPE"), "\(kiln.errors)")
    #expect(try workspace.made { _ = try workspace.build([]) }.isEmpty)
  }

  @Test func optionsOfAnotherBuild() throws {
    let workspace = try SourceWorkspace()
    let missing = try size(workspace, ["--with", "-DFORMS=TRUE"])
    #expect(missing.status == 1 && missing.errors.contains("[nothing-built]"), "\(missing.errors)")
    #expect(try workspace.build([]).status == 0)
    let other = try size(workspace, ["--launcher", "env", "--with", "-DFORMS=TRUE"])
    #expect(other.status == 1 && other.errors.contains("[build-stale]"), "\(other.errors)")
  }
}
