import Foundation
import TestSupport
import Testing

/// A page in the browser, after somebody has clicked and pressed keys.
struct DrivenPage {
  let browser: Browser

  /// `find(name)` gives the tile or caption of that name, `press(key)` presses a key on what has the focus.
  static let find =
    "const find = name => [...document.querySelectorAll('.canvas button')]"
    + ".find(button => button.querySelector('b').textContent === name);"
    + "const press = key => document.activeElement"
    + ".dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));"

  /// The page with a script at the end of its own, which its policy then names instead.
  init(_ page: String, by script: String, in scratch: Scratch) throws {
    let parts = page.components(separatedBy: "<script>")
    let tail = try #require(parts.last).components(separatedBy: "</script>")
    let whole = tail[0] + "setTimeout(() => { \(script) }, 200);"
    let file = try scratch.write("script.js", whole)
    let digest = try Program.run(
      "/bin/bash",
      ["-c", "sha256sum < '\(file)' | cut -c1-64 | tr a-f A-F | basenc --base16 -d | base64 -w0"])
    let end = "</script>" + tail.dropFirst().joined(separator: "</script>")
    let driven = (parts.dropLast() + [whole + end]).joined(separator: "<script>")
      .replacing(/script-src 'sha256-[^']*'/, with: "script-src 'sha256-\(digest.output)'")
    browser = try Browser(try scratch.write("driven.html", driven))
  }

  /// The nodes that lead to what the treemap shows, and what is told of the one that has the focus.
  var place: String {
    get throws {
      let trail = try #require(browser.document.firstMatch(of: /<div class="crumbs">(.*?)<\/div>/)).output.1
      let told = browser.document.firstMatch(of: /class="told js-only"[^>]*>([^<]*)/)
      return trail.matches(of: /<button[^>]*>([^<]*)/).map { String($0.output.1) }.joined(separator: " ")
        + (told.map { ": \($0.output.1)" } ?? "")
    }
  }

  /// The names of all tiles and captions.
  var names: [String] {
    browser.document.matches(of: /<button class="(?:tile|cap)[^>]*><b[^>]*>([^<]*)/).map {
      String($0.output.1)
    }
  }
}
