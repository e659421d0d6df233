import Foundation
import TestSupport
import Testing

/// What `kiln report` takes, and what it says when it cannot.
@Suite struct PageCommandTests {
  private static let image = ShippedFirmware.code.path

  /// A platform lends its budgets; that one is exceeded is shown, and no failure.
  @Test func budgetsOfAPlatform() throws {
    let scratch = try Scratch()
    let copy = try scratch.write("build/FV/OVMF_CODE.fd", Provided.bytes(Self.image))
    let page = "\(scratch.path)/page.html"
    for (arguments, verdict) in [
      ([String](), "✓</span> fits"), (["-D", "FD_SIZE_1MB"], "✕</span> over by 1.00"),
    ] {
      // The image, the folder that holds it, the build, and the platform that was built there.
      let edk2 = try Provided.edk2()
      let subjects = [
        [copy, "-p", "qemu"], ["\(scratch.path)/build/FV", "-p", "qemu"],
        ["\(scratch.path)/build", "-p", "qemu"], ["qemu", "--images", "\(scratch.path)/build"],
      ]
      for subject in subjects {
        let kiln = try Program.kiln(["report"] + subject + ["-w", edk2, "-o", page] + arguments)
        #expect(kiln.status == 0, "\(kiln.errors)")
        let written = try scratch.text("page.html")
        let row = try #require(written.firstMatch(of: /<tr><th scope="row">OVMF_CODE<.*/))
        #expect(row.output.contains(verdict), "\(subject): \(row.output)")
        #expect(row.output.contains(">budget<"))
      }
    }
  }

  /// Devices with the same volumes share a treemap, and the store of variables has none.
  @Test func imagesOfOneFolder() throws {
    let scratch = try Scratch()
    try scratch.write("FV/OVMF_CODE.fd", Provided.bytes(Self.image))
    try scratch.write("FV/OVMF.fd", Provided.bytes("/usr/share/ovmf/OVMF.fd"))
    try scratch.write("FV/OVMF_VARS.fd", Provided.bytes("/usr/share/OVMF/OVMF_VARS.fd"))
    let kiln = try Program.kiln(["report", scratch.path, "-o", "\(scratch.path)/page.html"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let page = try scratch.text("page.html")
    #expect(page.matches(of: /<article class="device">/).count == 3)
    #expect(page.matches(of: /<article class="map"/).count == 1)
    #expect(page.contains("<h3>OVMF, OVMF_CODE</h3>"))
  }

  @Test func whatIsMissingIsSaid() throws {
    let scratch = try Scratch()
    // A kiln by itself, in a folder where nothing of it lies.
    let alone = try scratch.program("bin/kiln", copyOf: Provided.kiln())
    let arguments = ["report", Self.image, "-o", "\(scratch.path)/page.html"]
    let program = try Program.run(alone, arguments, in: scratch.path)
    #expect(program.status == 1)
    #expect(program.errors.contains("[page-program-missing]\n  fix: "), "\(program.errors)")
    let beside = URL(filePath: try Provided.kiln()).deletingLastPathComponent().path + "/kiln-page"
    try scratch.program("bin/kiln-page", copyOf: beside)
    let template = try Program.run(alone, arguments, in: scratch.path)
    #expect(template.status == 1)
    #expect(template.errors.contains("[page-template-missing]"), "\(template.errors)")
    // As installed: share/kiln beside bin.
    try scratch.write("share/kiln/Templates/report.html.mustache", "{{#broken}}")
    let broken = try Program.run(alone, arguments, in: scratch.path)
    #expect(broken.status == 1)
    #expect(broken.errors.contains("[page-program-failed]"), "\(broken.errors)")
    #expect(!scratch.exists("page.html"))
    try scratch.write("share/kiln/Templates/report.html.mustache", "{{title}}")
    #expect(try Program.run(alone, arguments, in: scratch.path).status == 0)
    #expect(try scratch.text("page.html") == "OVMF_CODE.fd")
  }

  @Test func imagesAndPagesThatAreNone() throws {
    let scratch = try Scratch()
    let text = try scratch.write("text.txt", "no image")
    let noImage = try Program.kiln(["report", text, "-o", "\(scratch.path)/a.html"])
    #expect(noImage.status == 1)
    #expect(noImage.errors.contains("[image-no-volume]"), "\(noImage.errors)")
    #expect(!scratch.exists("a.html"))
    let folder = try Program.kiln(["report", Self.image, "-o", scratch.path])
    #expect(folder.status == 1)
    #expect(folder.errors.contains("[output-unwritable]"), "\(folder.errors)")
    #expect(try Program.kiln(["report", Self.image]).status == 64)
  }
}
