import Foundation
import Pages
import TestSupport
import Testing

/// What the template of pages must keep to.
@Suite struct PageTemplateTests {
  private func template() throws -> String {
    String(decoding: try Provided.bytes("\(Provided.root)/Templates/report.html.mustache"), as: UTF8.self)
  }

  /// The policy names the script's SHA-256, as coreutils computes it, and lets nothing else run.
  @Test func thePolicyNamesTheScript() throws {
    let template = try template()
    let parts = template.components(separatedBy: "<script>")
    #expect(parts.count == 2, "one script")
    let script = try #require(parts.last?.components(separatedBy: "</script>").first)
    let scratch = try Scratch()
    let file = try scratch.write("script.js", script)
    let digest = try Program.run(
      "/bin/bash",
      ["-c", "sha256sum < '\(file)' | cut -c1-64 | tr a-f A-F | basenc --base16 -d | base64 -w0"])
    let isNamed = template.contains("script-src 'sha256-\(digest.output)'")
    #expect(isNamed, "the script has changed: its policy must say 'sha256-\(digest.output)'")
    #expect(template.contains("default-src 'none'"))
    #expect(!template.contains("unsafe-eval"))
  }

  /// Only the tree goes in unescaped, which PageTree makes fit for that.
  @Test func onlyTheTreeIsUnescaped() throws {
    let template = try template()
    #expect(template.components(separatedBy: "{{{").count == 2)
    #expect(template.contains("<script type=\"application/json\">{{{data}}}</script>"))
    #expect(!template.contains("{{&"))
    // Not even a template that says so turns the escaping off by itself.
    let request = #"{"template": "{{a}}", "values": {"a": "<\"\u0301'&>"}}"#
    let page = try PageRequest(json: Array(request.utf8)).rendered()
    #expect(page.unicodeScalars.elementsEqual("&lt;&quot;\u{301}&#39;&amp;&gt;".unicodeScalars))
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"template": "{{#a}}", "values": {}}"#, #"{"template": 1, "values": {}}"#,
  ])
  func malformedRequests(json: String) {
    #expect(throws: PageError.self) { try PageRequest(json: Array(json.utf8)).rendered() }
  }
}
