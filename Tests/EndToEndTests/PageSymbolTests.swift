import Foundation
import TestSupport
import Testing

/// Pages of builds, which go down to functions.
@Suite struct PageSymbolTests {
  /// A node of the tree that the page's script reads.
  private struct Node: Decodable {
    let n: String
    let k: String?
    let r: Int
    let f: Double
    let c: [Node]?
  }

  private struct Sizes: Decodable {
    struct Row: Decodable { let name: String, raw: Int, flash: Double }
    let rows: [Row]
  }

  private func built() throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    return workspace
  }

  private func report(_ arguments: [String], in workspace: SourceWorkspace) throws -> String {
    let kiln = try Program.kiln(["report"] + arguments + ["-o", "\(workspace.scratch.path)/page.html"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    return try workspace.scratch.text("page.html")
  }

  private func tree(of page: String) throws -> Node {
    let data = try #require(page.firstMatch(of: /<script type="application\/json">(.*?)<\/script>/)).output.1
    return try JSONDecoder().decode(Node.self, from: Data(data.utf8))
  }

  /// What `kiln size --by library` sums up: libraries, sections without any, and what is left of both and of files.
  private static func sums(_ node: Node, into sums: inout [String: (raw: Int, flash: Double)]) {
    let isLeafSection = node.k == "section" && node.c == nil
    if isLeafSection || node.k == "library" || node.k == "rest" {
      let name = isLeafSection ? "(\(node.n))" : node.n
      sums[name, default: (0, 0)].raw += node.r
      sums[name, default: (0, 0)].flash += node.f
    } else {
      for child in node.c ?? [] { Self.sums(child, into: &sums) }
    }
  }

  /// The tree of a build's folder, and of a platform that has been built, has the very sums of `kiln size`.
  @Test func sumsAreThoseOfSize() throws {
    let workspace = try built()
    let folder = "\(workspace.path)/\(workspace.output())"
    for subject in [[folder], [SourceWorkspace.platform, "-w", workspace.path]] {
      let tree = try tree(of: report(subject, in: workspace))
      var sums: [String: (raw: Int, flash: Double)] = [:]
      Self.sums(tree, into: &sums)
      let size = try Program.kiln(["size"] + subject + ["--by", "library", "--json"])
      let rows = try JSONDecoder().decode(Sizes.self, from: Data(size.output.utf8)).rows
      #expect(Set(sums.keys) == Set(rows.map(\.name)))
      for row in rows {
        let sum = try #require(sums[row.name])
        #expect(sum.raw == row.raw && abs(sum.flash - row.flash) < 0.01, "\(row.name)")
      }
      #expect(sums["GreetLib"] != nil && tree.r == rows.reduce(0) { $0 + $1.raw })
    }
  }

  /// From the volume to a function, whose size is the one that the map of its build says.
  @Test func drillingDownToAFunction() throws {
    let workspace = try built()
    let page = try report([SourceWorkspace.platform, "-w", workspace.path], in: workspace)
    let clicks = ["MAIN", "App", "pe32", "GreetLib"].map { "find('\($0)').click();" }.joined()
    let library = try DrivenPage(page, by: DrivenPage.find + clicks, in: workspace.scratch)
    #expect(library.names == ["Greet", "CountWords"])
    #expect(try library.place.hasPrefix("TINY MAIN App pe32 GreetLib: "))
    let function = try DrivenPage(
      page, by: DrivenPage.find + clicks + "find('Greet').focus()", in: workspace.scratch)
    let map = try workspace.text("\(workspace.output())/X64/TinyPkg/App/App/DEBUG/App.map")
    let hexadecimal = try #require(map.firstMatch(of: /\n \.text\.Greet +0x[0-9a-f]+ +0x([0-9a-f]+)/)).output
      .1
    let size = try #require(Int(hexadecimal, radix: 16))
    let place = try function.place
    #expect(place.contains("› Greet: \(size) B of flash, \(size) B decoded"), "\(place)")
  }

  /// Maps are text that anybody may have written.
  @Test func namesOfLibrariesAndFunctionsAreHostile() throws {
    let workspace = try built()
    let map = "\(workspace.output())/X64/TinyPkg/App/App/DEBUG/App.map"
    let function = "</script><img/src=//x/onerror=document[`title`]=`ran`>"
    let library = "<plaintext><svg\u{202E}onload=`x`>"
    try workspace.edit(map, ".text.Greet ", ".text.\(function)\n                ")
    try workspace.edit(map, "OUTPUT/GreetLib.lib(GreetLib.obj)", "OUTPUT/\(library).lib(GreetLib.obj)")
    let folder = "\(workspace.path)/\(workspace.output())"
    let page = try report([folder], in: workspace)
    #expect(!page.contains("<img") && !page.contains("<plaintext"))
    let shown = library.replacing("\u{202E}", with: "\u{FFFD}")
    let volume = try #require(tree(of: page).c?.first).n
    let clicks = [volume, "App", "pe32", shown].map { "find('\($0)').click();" }.joined()
    let driven = try DrivenPage(page, by: DrivenPage.find + clicks, in: workspace.scratch)
    #expect(driven.names.map { $0.replacing("&lt;", with: "<").replacing("&gt;", with: ">") } == [function])
    // Behind that come the page's script and what the test does.
    let document = try #require(driven.browser.document.components(separatedBy: "<script>").first)
    for intruder in ["<img", "<plaintext", "<svg onload", "<title>ran</title>"] {
      #expect(!document.contains(intruder), "\(intruder)")
    }
    #expect(driven.browser.requests == [])
  }
}
