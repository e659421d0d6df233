import Foundation
import TestSupport
import Testing

/// `kiln verify` of one platform: equal, equal but for what is random, and different, with the place.
@Suite struct VerifyTests {
  private func verify(_ workspace: SourceWorkspace, _ image: String, _ more: [String] = []) throws -> Program
  {
    try Program.kiln(
      ["verify", image, "--source", workspace.path, "-p", SourceWorkspace.platform, "-b", "RELEASE"] + more)
  }

  /// The image of the tree as it is, in a file.
  private func image(of workspace: SourceWorkspace, named name: String = "TINY.fd") throws -> String {
    try workspace.scratch.write(name, try workspace.freshImage())
  }

  private func digest(_ path: String) throws -> String {
    let program = try Program.run("/usr/bin/sha256sum", [path])
    return String(program.output.prefix(64))
  }

  @Test func theImageOfTheSameSourceIsEqual() throws {
    let workspace = try SourceWorkspace()
    let image = try image(of: workspace)
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(
      kiln.output == """
        \(image): equal to TINY.fd of Tiny
          SHA-256 of both   \(try digest(image)), 262144 bytes

        1 image: 1 equal

        """)
  }

  @Test func whatIsRandomIsTakenFromTheImageAndSaid() throws {
    let workspace = try SourceWorkspace.withRandomInputs()
    let image = try workspace.imageWithRandomInputs()
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("equal, but for what is random, to TINY.fd of Tiny\n"), "\(kiln.output)")
    #expect(
      kiln.output.contains(
        "stack cookie 0x1122334455667788 of X64, __stack_chk_guard in 1 module: App at 0x"),
      "\(kiln.output)")
    #expect(
      kiln.output.contains(
        "3 elements, not 9, in the array of gTinyPkgTokenSpaceGuid.PcdGreeting in 1 module: App\n"),
      "\(kiln.output)")
    #expect(kiln.output.hasSuffix("1 image: 1 equal but for what is random\n"), "\(kiln.output)")
  }

  /// A cookie that the build would have chosen by itself is not taken from the image.
  @Test func whatTheBuildChoosesAnywayIsNotRandom() throws {
    let workspace = try SourceWorkspace.withRandomInputs()
    let image = try image(of: workspace)
    for _ in 0..<2 {
      let kiln = try verify(workspace, image)
      #expect(kiln.status == 0, "\(kiln.errors)")
      #expect(kiln.output.contains(": equal to TINY.fd of Tiny\n"), "\(kiln.output)")
    }
  }

  /// The place of the cookie is where its bytes are in the module's file.
  @Test func thePlaceOfTheCookieIsRight() throws {
    struct Document: Decodable {
      struct Place: Decodable { let module: String, offset: Int? }
      struct Random: Decodable { let kind: String, value: String?, places: [Place] }
      struct Image: Decodable { let verdict: String, sha256: String, builtSha256: String, random: [Random] }
      let schema: String, images: [Image]
    }
    let workspace = try SourceWorkspace.withRandomInputs()
    let kiln = try verify(workspace, try workspace.imageWithRandomInputs(), ["--json", "--quiet"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let document = try JSONDecoder().decode(Document.self, from: Data(kiln.output.utf8))
    #expect(document.schema == "kiln-verify-1")
    let image = try #require(document.images.first)
    #expect(image.verdict == "equalButForRandom")
    #expect(image.sha256 == image.builtSha256)
    let cookie = try #require(image.random.first { $0.kind == "stackCookie" })
    #expect(cookie.value == "0x1122334455667788")
    let offset = try #require(cookie.places.first?.offset)
    let module = try workspace.scratch.bytes(
      "tree/\(workspace.output())/X64/TinyPkg/App/App/OUTPUT/App.efi")
    #expect(module[offset..<offset + 8].elementsEqual([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11]))
  }

  @Test func oneNumberOfOneFunctionIsFound() throws {
    let workspace = try SourceWorkspace()
    let image = try image(of: workspace)
    try workspace.edit("TinyPkg/App/App.c", "return Sub (Value, 1)", "return Sub (Value, 4711)")
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 3, "\(kiln.errors)")
    let (one, other) = (try workspace.scratch.bytes("TINY.fd"), try workspace.image())
    let first = try #require(one.indices.first { one[$0] != other[$0] })
    let place = "0x" + String(first, radix: 16, uppercase: true)
    #expect(kiln.output.contains("different from TINY.fd of Tiny"))
    #expect(kiln.output.contains("SHA-256 of image  \(try digest(image)), 262144 bytes"))
    // 1 and 4711 in little endian.
    #expect(
      kiln.output.contains("offset \(place): 01 00 in the image, 67 12 in the build; 2 bytes differ"),
      "\(kiln.output)")
    #expect(kiln.output.contains("  files             1 of 2 differ\n    MAIN: App: pe32 section, "))
    #expect(kiln.output.contains("AppMain (App), ") || kiln.output.contains("_ModuleEntryPoint (App"))
    #expect(kiln.output.hasSuffix("1 image: 1 different\n"))
  }

  @Test func aChangedTextIsFoundToo() throws {
    let workspace = try SourceWorkspace()
    let image = try image(of: workspace)
    try workspace.edit("TinyPkg/App/App.inf", "BASE_NAME = App", "BASE_NAME = Bpp")
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(
      kiln.output.contains("MAIN: App: ui section, 8 bytes: 1 differ, first at 0x0: 41 in the image, 42"))
  }

  /// A change in a compressed volume is found after decompression.
  @Test func aChangeInACompressedVolumeIsFound() throws {
    let workspace = try SourceWorkspace(SourceWorkspace.compressing)
    let image = try image(of: workspace)
    try workspace.edit("TinyPkg/App/App.c", "return Sub (Value, 1)", "return Sub (Value, 4711)")
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(
      kiln.output.contains("  files             1 of 3 differ\n    MAIN: App: pe32 section, "),
      "\(kiln.output)")
    #expect(kiln.output.contains(": 2 differ, first at 0x"), "\(kiln.output)")
  }

  /// A byte that belongs to no content is no less different.
  @Test func aChangedHeaderIsDifferent() throws {
    let workspace = try SourceWorkspace()
    let image = try image(of: workspace)
    // The reserved byte of the volume header (PI 1.8 Vol 3, 3.2.1) and, to balance it, the checksum.
    var bytes = try workspace.scratch.bytes("TINY.fd")
    bytes[0x36] = 1
    bytes[0x32] = bytes[0x32] &- 1
    try workspace.scratch.write("TINY.fd", bytes)
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.contains("equal; headers, order or padding differ"), "\(kiln.output)")
    #expect(kiln.output.contains("                    its header\n"), "\(kiln.output)")
  }

  @Test(arguments: [UInt8(0), 0xFF])
  func paddingIsSaid(byte: UInt8) throws {
    let workspace = try SourceWorkspace()
    let bytes = try workspace.freshImage() + [UInt8](repeating: byte, count: 0x10000)
    let image = try workspace.scratch.write("vendor.bin", bytes)
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 0, "\(kiln.errors)")
    let value = byte == 0 ? "0x0" : "0xFF"
    #expect(
      kiln.output.contains("padding           65536 bytes of \(value) behind the 262144 bytes of the build"),
      "\(kiln.output)")
    #expect(kiln.output.contains("SHA-256 of both   \(try digest(image)), 327680 bytes"))
  }

  @Test func paddingIsOfOneValue() throws {
    let workspace = try SourceWorkspace()
    let bytes = try workspace.freshImage() + [UInt8](repeating: 0, count: 0x1000) + [7]
    let kiln = try verify(workspace, try workspace.scratch.write("TINY.fd", bytes))
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.contains("no more bytes in the build"), "\(kiln.output)")
  }

  /// A budget says nothing about where an image is from.
  @Test func budgetsDoNotMatter() throws {
    let workspace = try SourceWorkspace()
    let image = try image(of: workspace)
    try workspace.edit(
      "TinyPkg/TinyPkg.dsc", "[PcdsFeatureFlag]",
      "[UserExtensions.Kiln.\"Budget\"]\n  MAIN | 100\n[PcdsFeatureFlag]")
    #expect(try workspace.build().status == 2)
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 0, "\(kiln.errors)")
    // Nothing is remembered that would hide it from a build.
    #expect(try workspace.build().status == 2)
  }
}
