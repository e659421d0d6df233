import Foundation
import TestSupport
import Testing

/// `kiln diff` of platforms.
@Suite struct PlatformDiffTests {
  private func diff(_ a: String, _ b: String, _ arguments: [String] = []) throws -> Program {
    try Program.kiln(["diff", a, b, "-w", Provided.edk2()] + arguments)
  }

  /// A text that is a file as a whole is that file; otherwise quotes and backslashes hold words together.
  @Test func pathsWithBlanksAndLettersOfAllKinds() throws {
    let workspace = try SourceWorkspace(name: "my trée")
    try workspace.write("Tiny Pkg/Ünï.dsc", try workspace.text(SourceWorkspace.platform))
    for text in [#""Tiny Pkg/Ünï.dsc" -D FORMS=TRUE"#, #"Tiny\ Pkg/Ünï.dsc -DFORMS=TRUE"#] {
      let kiln = try Program.kiln(["diff", "Tiny Pkg/Ünï.dsc", text, "-w", workspace.path])
      #expect(kiln.status == 3, "\(kiln.errors)")
      #expect(kiln.output.contains("modules only in B: 1\n"), "\(kiln.output)")
    }
  }

  @Test func qemuAndXen() throws {
    let kiln = try diff("qemu", "xen")
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.contains("  VirtioBlkDxe "))
    #expect(kiln.output.contains("\nmodules only in xen: 10\n"))
    #expect(
      kiln.output.contains(
        "    xen   MdePkg/Library/SecPeiDxeTimerLibCpu/SecPeiDxeTimerLibCpu.inf  Platforms/xen/xen.dsc:"))
    #expect(kiln.output.contains("\nmaintainers of what differs (Maintainers.txt)\n"))
    // Paths that are longer stand alone.
    for line in kiln.output.split(separator: "\n") where line.count > 100 {
      #expect(line.drop { $0 == " " }.split(separator: " ").count <= 2, "\(line)")
    }
  }

  @Test func aPlatformAndItself() throws {
    let kiln = try diff("qemu", "qemu")
    #expect(kiln.status == 0 && kiln.output.contains("A and B are identical: "))
  }

  @Test func onePlatformWithTwoSetsOfFlags() throws {
    let kiln = try diff("qemu", "qemu -D TPM2_ENABLE=TRUE")
    #expect(kiln.status == 3 && kiln.output.contains("modules only in B: "))
    #expect(kiln.output.contains("Tcg2Dxe") && !kiln.output.contains("modules only in A"))
    #expect(kiln.output.contains("\nmacros: 1\n  TPM2_ENABLE\n    A  FALSE\n    B  TRUE\n"))
  }

  @Test func theSameAsJSONAndAsMarkdown() throws {
    let json = try diff("qemu", "xen", ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "kiln-diff-platforms-2" && object["differs"] as? Bool == true)
    let rows = try #require(object["differences"] as? [[String: Any]])
    #expect(
      Set(rows.compactMap { $0["topic"] as? String }).isSuperset(of: ["library", "pcd", "depex", "region"]))
    let markdown = try diff("qemu", "xen", ["--format", "markdown"])
    #expect(markdown.output.hasPrefix("### qemu and xen\n"))
    #expect(markdown.output.contains("| What | Modules | qemu | xen |\n| --- | --- | --- | --- |\n"))
  }

  @Test func thePageHasBothSidesAndNoScript() throws {
    let scratch = try Scratch()
    let page = "\(scratch.path)/diff.html"
    let kiln = try diff("qemu", "xen", ["--html", page])
    #expect(kiln.status == 3, "\(kiln.errors)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("<span class=\"a\">qemu</span> and <span class=\"b\">xen</span>"))
    #expect(text.contains("VirtioBlkDxe") && !text.contains("<script") && !text.contains("{{"))
  }

  @Test(arguments: [
    (["diff", "qemu", "xen -D"], 64, "[reference-malformed]"),
    (["diff", "qemu", "nosuch"], 1, "[platform-unknown]"),
    (["diff", "qemu", "v1:OvmfPkg/OvmfXen.dsc"], 1, "[repository-missing]"),
    (["diff", "qemu", "xen", "--json", "--format", "text"], 64, "contradict each other"),
  ])
  func mistakes(arguments: [String], status: Int32, words: String) throws {
    let kiln = try Program.kiln(arguments + ["-w", Provided.edk2()])
    #expect(kiln.status == status && kiln.errors.contains(words), "\(kiln.status): \(kiln.errors)")
  }
}
