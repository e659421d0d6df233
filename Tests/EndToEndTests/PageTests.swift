import Foundation
import TestSupport
import Testing

/// `kiln report`, and what a browser makes of its page.
@Suite struct PageTests {
  struct Sizes: Decodable {
    struct Row: Decodable { let name: String, flash: Double }
    let rows: [Row]
  }

  private static let image = ShippedFirmware.code.path

  private func sizes(by grouping: String) throws -> [Sizes.Row] {
    let kiln = try Program.kiln(["size", Self.image, "--by", grouping, "--json"])
    return try JSONDecoder().decode(Sizes.self, from: Data(kiln.output.utf8)).rows
  }

  @discardableResult
  private func report(
    _ arguments: [String], to scratch: Scratch, _ name: String = "page.html"
  ) throws -> String {
    let kiln = try Program.kiln(["report"] + arguments + ["-o", "\(scratch.path)/\(name)"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    return try scratch.text(name)
  }

  /// The areas of the first level by their names, in percent of the whole map.
  private func areas(in document: String) throws -> [String: Double] {
    let place =
      #"class="group v\d" style="left: ?[\d.]+%; ?top: ?[\d.]+%; ?width: ?([\d.]+)%; ?height: ?([\d.]+)%;?">"#
    let caption = #"<(?:div|button) class="cap"[^>]*><b[^>]*>([^<]*)"#
    let element = try Regex(place + caption, as: (Substring, Substring, Substring, Substring).self)
    var places: [String: Double] = [:]
    for match in document.matches(of: element) {
      let (_, width, height, name) = match.output
      places[String(name)] = (Double(width) ?? .nan) * (Double(height) ?? .nan) / 100
    }
    return places
  }

  /// The first level has one area for each volume, as large as its cost, before the script has run and after; then
  /// there is one tile for each file that costs anything.
  @Test func aTreemapToScale() throws {
    let scratch = try Scratch()
    let page = try report([Self.image], to: scratch)
    let browser = try Browser("\(scratch.path)/page.html")
    #expect(browser.document.contains(#"<html lang="en" class="js">"#), "the script did not run")
    let volumes = try sizes(by: "volume")
    let total = volumes.reduce(0) { $0 + $1.flash }
    for places in [try areas(in: page), try areas(in: browser.document)] {
      #expect(places.count == volumes.count)
      for volume in volumes {
        #expect(abs((places[volume.name] ?? 0) - 100 * volume.flash / total) < 0.01, "\(volume.name)")
      }
    }
    let files = try sizes(by: "file").filter { $0.flash > 0 }
    #expect(page.matches(of: /<div class="tile"/).count == files.count)
    #expect(browser.document.matches(of: /<button class="tile( deep)?"/).count == files.count)
  }

  /// Keys open a volume and a file and lead back, and the switch changes what areas are.
  @Test func drillingDown() throws {
    let scratch = try Scratch()
    let page = try report([Self.image], to: scratch)
    let find = DrivenPage.find
    func shown(after script: String) throws -> String {
      try DrivenPage(page, by: script, in: scratch).place
    }
    let inside = try shown(after: find + "find('DXEFV').click(); find('Shell').click();")
    #expect(inside.hasPrefix("OVMF_CODE DXEFV Shell: DXEFV › Shell › "), "\(inside)")
    let back = try shown(after: find + "find('DXEFV').click(); find('Shell').click(); press('Escape')")
    #expect(back.hasPrefix("OVMF_CODE DXEFV: "), "\(back)")
    // SECFV lies in the lower right corner, so that there is something to its left and nothing to its right.
    let left = try shown(after: find + "find('SecMain').focus(); press('ArrowLeft')")
    #expect(left.hasPrefix("OVMF_CODE: DXEFV") || left.hasPrefix("OVMF_CODE: "), "\(left)")
    #expect(!left.contains("SecMain"), "\(left)")
    let script = "document.querySelector('.switch input[value=r]').click()"
    let document = try DrivenPage(page, by: script, in: scratch).browser.document
    // What `kiln layout` says is used is nearly all files: 5 MB of DXEFV, 0.2 of PEIFV, 0.04 of SECFV.
    #expect(abs((try areas(in: document)["DXEFV"] ?? 0) - 95.6) < 0.3)
  }

  /// Nothing is asked of anybody, which a page that does shows to be seen; and were a name to become an element
  /// after all, the policy would stop it.
  @Test func thePageAsksNobody() throws {
    let scratch = try Scratch()
    let page = try report([Self.image], to: scratch)
    #expect(try Browser("\(scratch.path)/page.html").requests == [])
    #expect(!page.contains(/(?i)https?:|\bsrc=|\bhref=|url\(|@import/))
    let intruder = #"<body><img src="http://example.invalid/a.png" onerror="document.title='ran'">"#
    let invaded = try scratch.write("invaded.html", page.replacing("<body>", with: intruder))
    let stopped = try Browser(invaded)
    #expect(stopped.requests == [])
    #expect(!stopped.document.contains("<title>ran</title>"))
    let open = page.replacing("<body>", with: intruder).replacing(/<meta http-equiv[^>]*>/, with: "")
    let seen = try Browser(try scratch.write("open.html", open))
    #expect(seen.requests == ["http://example.invalid/a.png"])
    #expect(seen.document.contains("<title>ran</title>"))
  }

  /// A module of an image that calls itself what no module should.
  @Test func namesOfModulesAreHostile() throws {
    let scratch = try Scratch()
    let name = "</script><img src=http://example.invalid/ onerror=document.title='ran'>"
    let image = try scratch.write("hostile.fd", NamedModule.volume(holding: name))
    let page = try report([image], to: scratch)
    #expect(page.contains("&lt;/script&gt;&lt;img"))
    let browser = try Browser("\(scratch.path)/page.html")
    #expect(!browser.document.contains("<img"))
    #expect(!browser.document.contains("<title>ran</title>"))
    #expect(browser.document.contains("class=\"js\""))
    #expect(browser.document.matches(of: /<button class="tile( deep)?"/).count == 1)
    #expect(browser.requests == [])
  }

  @Test func theSameImageGivesTheSamePage() throws {
    let scratch = try Scratch()
    let first = try report([Self.image], to: scratch)
    #expect(try report([Self.image], to: scratch, "again.html") == first)
  }
}
