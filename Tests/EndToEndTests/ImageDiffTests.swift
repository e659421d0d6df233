import Foundation
import TestSupport
import Testing

/// `kiln diff` of builds and images: what changed is named down to the function, and nothing else is.
@Suite struct ImageDiffTests {
  /// Two trees beside each other, the second with edits; both built.
  private func builds(
    _ edits: [(file: String, old: String, new: String)], names: (String, String) = ("tree1", "tree2"),
    target: String = "RELEASE"
  ) throws -> (a: SourceWorkspace, b: SourceWorkspace) {
    let scratch = try Scratch()
    let a = try SourceWorkspace(name: names.0, in: scratch)
    let b = try SourceWorkspace(edits, name: names.1, in: scratch)
    for workspace in [a, b] {
      let kiln = try workspace.build(target: target)
      #expect(kiln.status == 0, "\(kiln.errors)")
    }
    return (a, b)
  }

  private func diff(
    _ builds: (a: SourceWorkspace, b: SourceWorkspace), _ more: [String] = [], target: String = "RELEASE",
    below: String = ""
  ) throws -> Program {
    try Program.kiln(
      [
        "diff", "\(builds.a.path)/\(builds.a.output(target))\(below)",
        "\(builds.b.path)/\(builds.b.output(target))\(below)",
      ] + more)
  }

  private static let words = (
    file: "TinyPkg/Library/GreetLib/Words.c", old: "*Text == ' ' ? 10 : 1", new: "*Text == ' ' ? 1000 : 1"
  )

  private static let sum = (
    file: "TinyPkg/App/App.c", old: "return Sub (Value, 1)", new: "return Sub (Value, 4711)"
  )

  /// Of the two trees ASSERT has other paths, too.
  @Test(arguments: ["RELEASE", "DEBUG"])
  func oneLineIsOneFunction(target: String) throws {
    let builds = try builds([Self.sum], target: target)
    let diff = try diff(builds, target: target)
    #expect(diff.status == 3, "\(diff.errors)")
    let lines = diff.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let changes = lines.filter { $0.contains(" changed, ") }
    // Link-time optimisation may put it into the one that calls it.
    #expect(changes.count == 1, "\(diff.output)")
    #expect(
      changes.allSatisfy { $0.hasPrefix("App: AppMain changed, ") || $0.hasPrefix("App: _ModuleEntryPoint ") }
    )
    #expect(lines.count < 15, "\(diff.output)")
  }

  @Test(arguments: ["RELEASE", "DEBUG"])
  func theFunctionOfALibraryIsNamedWithIt(target: String) throws {
    let builds = try builds([Self.words], target: target)
    // The folder of the build, that of its images, and an image in it.
    for below in ["", "/FV", "/FV/TINY.fd"] {
      let diff = try diff(builds, target: target, below: below)
      #expect(diff.status == 3, "\(diff.errors)")
      let lines = diff.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(lines.count { $0.contains(" changed, ") } == 2, "\(diff.output)")
      let changes = lines.filter { $0.hasPrefix("App: ") && $0.contains(" changed, ") }
      // Link-time optimisation may put it into the one that calls it.
      let change = try #require(changes.first)
      #expect(
        change.hasPrefix("App: CountWords (library GreetLib) changed, ")
          || change.hasPrefix("App: Greet (library GreetLib) changed, "), "\(change)")
      #expect(lines.contains("unchanged: 0 of 2 files"))
    }
  }

  @Test func theSameSourceHasTheSameContent() throws {
    let diff = try diff(try builds([]))
    #expect(diff.status == 0 && diff.output == "same content: 2 files in 1 regions\n", "\(diff.output)")
  }

  /// The path of the tree is in every module, as room at least (edk2's GenFw).
  @Test func anotherPlaceIsTheSameCodeLaidOutDifferently() throws {
    let diff = try diff(
      try builds([], names: ("tree", "a-tree-with-a-name-that-is-so-much-longer-than-the-other")))
    #expect(diff.status == 3)
    #expect(diff.output.contains("same code, laid out differently: 2\n  Driver, App ("), "\(diff.output)")
    #expect(!diff.output.contains("\nchanged"))
  }

  @Test func variablesSectionsAndFilesOfOneSide() throws {
    let builds = try builds([
      ("TinyPkg/App/App.inf", "BASE_NAME = App", "BASE_NAME = Application")
    ])
    let diff = try diff(builds)
    #expect(diff.status == 3)
    #expect(diff.output.contains(": ui section, "), "\(diff.output)")
  }

  private struct Document: Decodable {
    struct Change: Decodable { let name: String, kind: String, library: String?, sizeA: Int?, sizeB: Int? }
    struct Executable: Decodable { let symbols: String, changes: [Change]?, layout: [String] }
    struct Section: Decodable { let type: String, executable: Executable? }
    struct File: Decodable { let name: String, verdict: String, sections: [Section] }
    struct Image: Decodable { let name: String, differs: Bool, sameFiles: Int, files: [File] }
    let schema: String, differs: Bool, images: [Image], onlyInA: [String], onlyInB: [String]
  }

  @Test func documentsAndMarkdown() throws {
    let builds = try builds([Self.words])
    for flags in [["--json"], ["--format", "json"]] {
      let json = try diff(builds, flags)
      #expect(json.status == 3)
      let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
      #expect(document.schema == "kiln-diff-images-2" && document.differs)
      let image = try #require(document.images.first)
      #expect(image.name == "TINY.fd" && image.sameFiles == 0)
      #expect(image.files.map(\.verdict) == ["different", "different"])
      let changes = image.files.flatMap(\.sections).compactMap(\.executable).flatMap { $0.changes ?? [] }
      #expect(changes.count == 2 && changes.allSatisfy { $0.library == "GreetLib" && $0.kind == "function" })
    }
    let markdown = try diff(builds, ["--format", "markdown"])
    #expect(markdown.status == 3 && markdown.output.contains("**Changed**"), "\(markdown.output)")
    #expect(markdown.output.contains("library GreetLib) changed,"), "\(markdown.output)")
    #expect(try diff(builds, ["--json", "--format", "text"]).status == 64)
  }

  /// Images that came from elsewhere have no functions to name. A folder whose image is not the one that was built there
  /// is not compared.
  @Test func withoutTheirBuildImagesAreComparedBySection() throws {
    let builds = try builds([Self.words])
    let scratch = try Scratch()
    let a = try scratch.write("a/TINY.fd", try builds.a.image())
    let b = try scratch.write("b/TINY.fd", try builds.b.image())
    let plain = try Program.kiln(["diff", a, b])
    #expect(plain.status == 3 && plain.output.contains("App: .text, "), "\(plain.output)")
    #expect(plain.output.contains("Functions are not compared"))
    // B's folder with A's image.
    let image = "\(builds.b.output())/FV/TINY.fd"
    try FileManager.default.removeItem(atPath: "\(builds.b.path)/\(image)")
    try FileManager.default.copyItem(
      atPath: "\(builds.a.path)/\(builds.a.output())/FV/TINY.fd", toPath: "\(builds.b.path)/\(image)")
    let stale = try Program.kiln(["diff", b, "\(builds.b.path)/\(builds.b.output())"])
    #expect(stale.status == 1 && stale.errors.contains("[images-replaced]"), "\(stale.errors)")
  }

  @Test func imagesArePairedByName() throws {
    let scratch = try Scratch()
    let image = try Provided.bytes("/usr/share/OVMF/OVMF_VARS.fd")
    for name in ["a/ONE.fd", "a/TWO.fd", "b/TWO.fd", "b/THREE.fd"] { _ = try scratch.write(name, image) }
    let diff = try Program.kiln(["diff", "\(scratch.path)/a", "\(scratch.path)/b"])
    #expect(diff.status == 3)
    #expect(diff.output.contains("only in A: ONE.fd\n") && diff.output.contains("only in B: THREE.fd\n"))
    #expect(diff.output.contains("same content: TWO.fd"))
    let one = try Program.kiln(["diff", "\(scratch.path)/a", "\(scratch.path)/b/TWO.fd"])
    #expect(one.status == 0, "\(one.errors)")
    let none = try Program.kiln(["diff", "\(scratch.path)/a", "\(scratch.path)/b/THREE.fd"])
    #expect(none.status == 1 && none.errors.contains("[image-not-in-folder]"), "\(none.errors)")
  }
}
