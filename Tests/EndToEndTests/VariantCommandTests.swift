import Foundation
import TestSupport
import Testing

/// `--variants` of the commands that resolve and compare: two variants of a tiny platform.
@Suite struct VariantCommandTests {
  private static let list = """
    [Defines]
      DEFINE COMMON = -b RELEASE -a X64
    [UserExtensions.Kiln."Variant"]
      plain | TinyPkg/TinyPkg.dsc $(COMMON) | output = Build/plain
      forms | TinyPkg/TinyPkg.dsc $(COMMON) -D FORMS=TRUE | output = Build/forms

    """

  private func workspace() throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    try workspace.write("variants.dsc.inc", Self.list)
    return workspace
  }

  private func kiln(_ workspace: SourceWorkspace, _ arguments: [String]) throws -> Program {
    try Program.kiln(arguments + ["--variants", "variants.dsc.inc", "-w", "."], in: workspace.path)
  }

  private func json(_ program: Program) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: Any])
  }

  /// The reports in a document of the schema kiln-variants-1.
  private func reports(_ program: Program) throws -> [String: [String: Any]] {
    let document = try json(program)
    #expect(document["schema"] as? String == "kiln-variants-1")
    let rows = try #require(document["variants"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        guard let name = row["variant"] as? String, let report = row["report"] as? [String: Any] else {
          return nil
        }
        return (name, report)
      })
  }

  /// Below the names of the variants stands what `kiln resolve` prints for each.
  @Test func resolvePrintsEachVariant() throws {
    let workspace = try workspace()
    let all = try kiln(workspace, ["resolve", "--topic", "module"])
    #expect(all.status == 0, "\(all.errors)")
    let plain = try Program.kiln(
      ["resolve", SourceWorkspace.platform, "-b", "RELEASE", "-a", "X64", "--topic", "module"],
      in: workspace.path)
    let forms = try Program.kiln(
      [
        "resolve", SourceWorkspace.platform, "-b", "RELEASE", "-a", "X64", "-D", "FORMS=TRUE", "--topic",
        "module",
      ],
      in: workspace.path)
    #expect(plain.output != forms.output)
    #expect(
      all.output
        == "variant plain\n\n\(plain.output)\nvariant forms\n\n\(forms.output)\n2 variants resolved, 0 not resolved\n"
    )
  }

  @Test func resolveAsJSON() throws {
    let workspace = try workspace()
    let kiln = try kiln(workspace, ["resolve", "--json", "--only", "f*"])
    let one = try Program.kiln(
      ["resolve", SourceWorkspace.platform, "-b", "RELEASE", "-a", "X64", "-D", "FORMS=TRUE", "--json"],
      in: workspace.path)
    let found = try reports(kiln)
    #expect(found.keys.sorted() == ["forms"])
    #expect(NSDictionary(dictionary: found["forms"] ?? [:]) == NSDictionary(dictionary: try json(one)))
    let coverage = try #require(try json(kiln)["coverage"] as? [String: Any])
    #expect(coverage["leftOut"] as? Int == 1)
  }

  /// A mistake in one variant does not hide the other, and is an error.
  @Test func aVariantThatCannotBeResolvedIsSaid() throws {
    let workspace = try workspace()
    try workspace.edit("variants.dsc.inc", "TinyPkg/TinyPkg.dsc $(COMMON) |", "TinyPkg/Gone.dsc |")
    let kiln = try kiln(workspace, ["resolve", "--topic", "module"])
    #expect(kiln.status == 1)
    #expect(kiln.output.hasSuffix("1 variant resolved, 1 not resolved: plain\n"), "\(kiln.output)")
    #expect(kiln.errors.contains("plain: expected a platform, found 'TinyPkg/Gone.dsc'"), "\(kiln.errors)")
  }

  @Test func onlyWithoutVariantsPointsToTopic() throws {
    let kiln = try Program.kiln(["resolve", SourceWorkspace.platform, "--only", "module"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("--only requires --variants. Use --topic"), "\(kiln.errors)")
  }

  @Test func aFindingOfAllVariantsStandsOnce() throws {
    let kiln = try kiln(try workspace(), ["lint"])
    #expect(kiln.status == 1)
    #expect(kiln.output.components(separatedBy: "[depex-unmet]").count == 2, "\(kiln.output)")
    #expect(kiln.output.contains("error: all 2 variants: "), "\(kiln.output)")
    #expect(kiln.output.contains("(2 variants checked, 0 not checked)"), "\(kiln.output)")
  }

  /// A waiver that one variant needs is not unused.
  @Test func aWaiverIsForAllVariants() throws {
    let workspace = try workspace()
    let dsc = try workspace.text(SourceWorkspace.platform)
    try workspace.edit(
      "TinyPkg/TinyPkg.fdf", "INF TinyPkg/Driver/Driver.inf\n",
      "!if $(FORMS) != TRUE\nINF TinyPkg/Driver/Driver.inf\n!endif\n")
    try workspace.write(
      SourceWorkspace.platform,
      dsc + "\n[UserExtensions.Kiln.\"Waiver\"]\n  depex-unmet | * | its producer is not written yet\n"
        + "  depex-unmet | Gone | nothing needs this one\n")
    let kiln = try kiln(workspace, ["lint", "--level", "note"])
    #expect(kiln.status == 0, "\(kiln.output)")
    let unused = kiln.output.components(separatedBy: "\n").filter { $0.contains("[waiver-unused]") }
    #expect(unused.count == 1, "\(kiln.output)")
    #expect(unused.first?.contains("all 2 variants: ") == true, "\(unused)")
  }

  @Test func lintInJSONNamesTheVariantsOfAFinding() throws {
    let workspace = try workspace()
    let dsc = try workspace.text(SourceWorkspace.platform)
    try workspace.write(
      SourceWorkspace.platform,
      dsc + "\n!if $(FORMS) == TRUE\n[Components]\n  TinyPkg/Gone/Gone.inf\n!endif\n")
    let kiln = try kiln(workspace, ["lint", "--json"])
    #expect(kiln.status == 1)
    let findings = try #require(try json(kiln)["findings"] as? [[String: Any]])
    let missing = findings.filter { $0["code"] as? String == "manifest-missing" }
    #expect(missing.map { $0["variants"] as? [String] } == [["forms"]])
  }

  @Test func sizesAndPagesOfEachVariant() throws {
    let workspace = try workspace()
    let built = try kiln(workspace, ["build", "--json"])
    #expect(built.status == 0, "\(built.errors)")
    #expect(try reports(built).keys.sorted() == ["forms", "plain"])
    let size = try kiln(workspace, ["size", "--by", "volume"])
    #expect(size.status == 0, "\(size.errors)")
    #expect(size.output.contains("variant plain\n\n"), "\(size.output)")
    #expect(size.output.hasSuffix("\n2 variants measured, 0 not measured\n"), "\(size.output)")
    let report = try kiln(workspace, ["report", "--output", "pages"])
    #expect(report.status == 0, "\(report.errors)")
    #expect(report.output == "2 variants reported, 0 not reported\n")
    #expect(workspace.exists("pages/plain.html") && workspace.exists("pages/forms.html"))
  }

  @Test func twoVariantsAreCompared() throws {
    let kiln = try kiln(try workspace(), ["diff", "plain", "forms"])
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.hasPrefix("plain and forms: "), "\(kiln.output)")
    #expect(kiln.output.hasSuffix("2 variants compared, 0 not asked for\n"), "\(kiln.output)")
  }

  @Test func eachVariantIsComparedWithARevision() throws {
    let workspace = try workspace()
    try commit(workspace)
    let same = try kiln(workspace, ["diff", "HEAD:"])
    #expect(same.status == 0, "\(same.errors)")
    let dsc = try workspace.text(SourceWorkspace.platform)
    try workspace.write(
      SourceWorkspace.platform,
      dsc + "\n!if $(FORMS) == TRUE\n[BuildOptions]\n  GCC:*_*_*_CC_FLAGS = -DMORE\n!endif\n")
    let kiln = try kiln(workspace, ["diff", "HEAD:", "--json"])
    #expect(kiln.status == 3, "\(kiln.errors)")
    let found = try reports(kiln)
    #expect(found.keys.sorted() == ["forms", "plain"])
    let only = try self.kiln(workspace, ["diff", "HEAD:", "--only", "plain"])
    #expect(only.status == 0, "\(only.output)")
  }

  private func commit(_ workspace: SourceWorkspace) throws {
    for arguments in [
      ["init", "-q"], ["add", "."],
      ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first"],
    ] {
      let git = try Program.run("/usr/bin/git", arguments, in: workspace.path)
      try #require(git.status == 0, "\(git.errors)")
    }
  }

  @Test(arguments: [
    (["plain", "gone"], Int32(64), "no variant has the name 'gone'"),
    (["plain"], Int32(64), "expected the names of two variants"),
    (["HEAD:", "plain"], Int32(64), "expected the names of two variants"),
  ])
  func whatCannotBeCompared(words: [String], status: Int32, message: String) throws {
    let kiln = try kiln(try workspace(), ["diff"] + words)
    #expect(kiln.status == status)
    #expect(kiln.errors.contains(message), "\(kiln.errors)")
  }
}
