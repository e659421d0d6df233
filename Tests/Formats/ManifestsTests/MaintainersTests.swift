import Diagnostics
import Foundation
import Manifests
import TestSupport
import Testing

/// Maintainers.txt, and who looks after a path.
@Suite struct MaintainersTests {
  private func parse(_ text: String) -> (maintainers: Maintainers, diagnostics: [Diagnostic]) {
    var diagnostics = DiagnosticList()
    let file = SourceFile(path: "Maintainers.txt", bytes: Array(text.utf8))
    let maintainers = Maintainers(parsing: file, diagnostics: &diagnostics)
    return (maintainers, diagnostics.all)
  }

  private static let text = """
    All of it
    =========
      M: this is no tag but text

    Top
    ---
    F: *
    M: Top One <one@x>

    OvmfPkg
    F: OvmfPkg/
    X: OvmfPkg/*Xen*
    M: Ovmf <ovmf@x> [ovmf]
    R: Reviewer <r@x>
    S: Maintained
    W: https://x
    T: git - https://y
    L: list@x

    OvmfPkg: Xen
    F: OvmfPkg/*Xen*
    F: OvmfPkg/Library/Foo.c
    R: Xen <xen@x>
    """

  @Test func sectionsHaveTheLineAboveAsTheirName() {
    let (maintainers, diagnostics) = parse(Self.text)
    #expect(diagnostics.isEmpty)
    #expect(maintainers.sections.map { $0.name?.value } == ["Top", "OvmfPkg", "OvmfPkg: Xen"])
    let section = maintainers.sections[1]
    #expect(
      section.files.map(\.text.value) == ["OvmfPkg/"]
        && section.excluded.map(\.text.value) == ["OvmfPkg/*Xen*"])
    #expect(section.statuses.map(\.value) == ["Maintained"] && section.lists.map(\.value) == ["list@x"])
    #expect(section.pages.map(\.value) == ["https://x"] && section.trees.map(\.value) == ["git - https://y"])
    #expect(section.maintainers.map(\.range.line) == [13] && section.maintainers.map(\.range.column) == [4])
  }

  @Test func whoLooksAfterAPath() {
    let maintainers = parse(Self.text).maintainers
    let plain = maintainers.owners(of: "OvmfPkg/Sec/SecMain.c")
    #expect(plain.sections == ["OvmfPkg"] && plain.maintainers == ["Ovmf <ovmf@x> [ovmf]"])
    #expect(plain.reviewers == ["Reviewer <r@x>"] && plain.lists == ["list@x"] && !plain.isDefault)
    // Only reviewed, so those of the top folder join in.
    let xen = maintainers.owners(of: "OvmfPkg/XenBusDxe/XenBusDxe.inf")
    #expect(xen.sections == ["OvmfPkg: Xen", "Top"] && xen.maintainers == ["Top One <one@x>"])
    #expect(xen.reviewers == ["Xen <xen@x>"] && xen.isDefault)
    #expect(maintainers.owners(of: "License.txt").isDefault == false)
    #expect(maintainers.owners(of: "MdePkg/MdePkg.dec").isDefault)
    #expect(parse("").maintainers.owners(of: "x").maintainers.isEmpty)
  }

  /// The expectations are what the file itself says of its patterns, and what Python's `re.match` makes of the rest.
  @Test(arguments: [
    ("MdePkg/", "MdePkg/a/b.c", true), ("MdePkg/", "MdePkgs/a", false), ("MdePkg/*", "MdePkg/a.c", true),
    ("MdePkg/*", "MdePkg/a/b.c", false), ("*/Pci/*", "a/b/Pci/c.h", true), ("*/Pci/*", "a/Pci/b/c.h", false),
    ("*/Pci/*", "Pci/c.h", false), ("*", "a", true), ("*", "a/b", false), ("*/", "a/b", true),
    ("*/", "a", false),
    ("a.c", "a.cpp", true), ("a.c", "abc", false), ("a?c", "abc", true), ("a?c", "ac", false),
    ("**", "a/b", true),
    ("*/Arm/", "x/Arm/y/z", true), ("a*b/", "a/c/b/d", true), ("a*b*", "a/b/c", false), ("é?", "éü", true),
  ])
  func patterns(pattern: String, path: String, matches: Bool) throws {
    let section = try #require(parse("F: \(pattern)").maintainers.sections.first)
    #expect(section.holds(path) == matches)
  }

  @Test func whatEndsASectionUnawaresIsAWarning() {
    let (maintainers, diagnostics) = parse("A\nF: a/\nQ: what\nM: m\nF:\r\nM: n\rF: b+\n")
    #expect(
      diagnostics.map(\.code) == [
        "maintainers-tag-unknown", "maintainers-tag-empty", "maintainers-pattern-special",
      ])
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
    #expect(pointedAt(diagnostics[2]) == "b+")
    #expect(maintainers.sections.count == 3)
    #expect(maintainers.sections.map { $0.maintainers.map(\.value) } == [[], ["m"], ["n"]])
  }

  private struct Answer: Decodable, Equatable {
    var maintainers: [String]
    var reviewers: [String]
    var lists: [String]
  }

  /// Every manifest of the tree, and what patterns of Maintainers.txt single out.
  @Test func edk2SaysTheSameOfTheWholeTree() throws {
    let tree = try EDK2Tree()
    guard case .bytes(let bytes) = tree.read("Maintainers.txt") else {
      Issue.record("the tree has no Maintainers.txt")
      return
    }
    var diagnostics = DiagnosticList()
    let maintainers = Maintainers(
      parsing: SourceFile(path: "Maintainers.txt", bytes: bytes), diagnostics: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    #expect(maintainers.sections.count > 50)
    var paths: [String] = []
    for suffix in [".dsc", ".fdf", ".inf", ".dec", ".txt", ".uni"] { paths += try tree.paths(suffix: suffix) }
    #expect(paths.count > 1_500)
    // A script of another release may be put in place of the tree's own.
    let script =
      ProcessInfo.processInfo.environment["KILN_TEST_GET_MAINTAINER"]
      ?? "\(tree.root)/BaseTools/Scripts/GetMaintainer.py"
    let scratch = try Scratch()
    let list = try scratch.write("paths", Array((paths.joined(separator: "\n") + "\n").utf8))
    let oracle = try Program.oracle("maintainers.py", [script, "\(tree.root)/Maintainers.txt", list])
    let answers = oracle.output.split(separator: "\n")
    #expect(answers.count == paths.count)
    for (path, line) in zip(paths, answers) {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      let owners = maintainers.owners(of: path)
      let ours = Answer(maintainers: owners.maintainers, reviewers: owners.reviewers, lists: owners.lists)
      #expect(ours == answer, "\(path)")
    }
  }
}
