import Foundation
import TestSupport
import Testing

/// What commands print.
@Suite struct CommandTests {
  struct Check: Decodable {
    struct Row: Decodable { let subject: String, used: Int, limit: Int, source: String }
    let rows: [Row]
  }

  @Test(arguments: [
    "kiln", "build", "verify", "check", "lint", "layout", "inspect", "extract", "resolve", "explain",
    "switches",
    "diff", "drift",
    "identify",
    "size", "report", "pvh", "boot", "cache",
  ])
  func help(command: String) throws {
    let kiln = try Program.kiln(
      command == "kiln" ? ["--help"] : ["help", command], environment: ["COLUMNS": "80"])
    #expect(kiln.status == 0)
    try Snapshot.expect(kiln.output, "help-\(command)")
  }

  @Test func versionAndCompletions() throws {
    #expect(try Program.kiln(["--version"]).output.split(separator: ".").count == 3)
    for shell in ["bash", "zsh", "fish"] {
      let script = try Program.kiln(["--generate-completion-script", shell])
      #expect(script.status == 0)
      #expect(script.output.contains("prebuilt"))
    }
  }

  @Test func reportsOnDebiansImage() throws {
    let image = ShippedFirmware.code.path
    try Snapshot.expect(try Program.kiln(["layout", image]).output, "layout-ovmf-code")
    try Snapshot.expect(try Program.kiln(["check", image]).output, "check-ovmf-code")
    try Snapshot.expect(try Program.kiln(["inspect", image]).output, "inspect-ovmf-code")
  }

  @Test func diagnosticsAreDrawnAsDocumented() throws {
    let tiny = try TinyWorkspace([
      "Tiny.dsc": TinyWorkspace.dsc + "!include one.inc\n", "one.inc": "# a comment\n!if $(X) == \n!endif\n",
    ])
    try Snapshot.expect(try tiny.build().errors, "diagnostic")
  }

  /// 131 files that are no padding, as virt-firmware counts them (with the two apriori lists and the
  /// file around the volumes), and the used sizes that edk2's build log gave.
  @Test func layoutAsJSON() throws {
    struct Layout: Decodable {
      struct Image: Decodable { let size: Int, regions: [Region] }
      struct Region: Decodable { let offset: Int, volume: Volume? }
      struct Volume: Decodable { let name: String, size: Int, used: Int, files: [File], streams: [Stream] }
      struct Stream: Decodable { let codec: String, encodedSize: Int, size: Int, volumes: [Volume] }
      struct File: Decodable { let guid: String }
      let schema: String
      let images: [Image]
    }
    let kiln = try Program.kiln(["layout", ShippedFirmware.code.path, "--json"])
    let layout = try JSONDecoder().decode(Layout.self, from: Data(kiln.output.utf8))
    #expect(layout.schema == "kiln-layout-1")
    let compact = try #require(layout.images.first?.regions.first?.volume)
    let stream = try #require(compact.streams.first)
    // facts of the image: the payload has 13,500,560 bytes.
    #expect(stream.codec == "LZMA")
    #expect(stream.size == 13_500_560)
    #expect(stream.volumes.map(\.name) == ["PEIFV", "DXEFV"])
    #expect(stream.volumes.map(\.size) == [0xE0000, 0xC00000])
    let reader = try Program.oracle("firmware_files.py", ["virt-firmware", ShippedFirmware.code.path]).output
    let padding = "file ffffffff-ffff-ffff-ffff-ffffffffffff"
    let counted = reader.split(separator: "\n").filter { $0.hasPrefix("file ") && !$0.hasPrefix(padding) }
      .count
    let secured = layout.images.first?.regions.compactMap(\.volume).map(\.files.count).reduce(0, +) ?? 0
    #expect(secured + stream.volumes.map(\.files.count).reduce(0, +) == counted)
  }

  @Test func whatIsExtractedPacksToTheSameImage() throws {
    let scratch = try Scratch()
    let parts = "\(scratch.path)/parts"
    let extract = try Program.kiln(["extract", ShippedFirmware.code.path, "-o", parts])
    #expect(extract.status == 0, "\(extract.errors)")
    var arguments = try ShippedFirmware.code.arguments(output: "\(scratch.path)/a")
    #expect(try Program.kiln(arguments).status == 0)
    arguments = arguments.map {
      $0 == ShippedFirmware.code.path ? parts : $0 == "\(scratch.path)/a" ? "\(scratch.path)/b" : $0
    }
    let build = try Program.kiln(arguments)
    #expect(build.status == 0, "\(build.errors)")
    #expect(
      DebianImages.areEqual(try scratch.bytes("a/FV/OVMF_CODE.fd"), try scratch.bytes("b/FV/OVMF_CODE.fd")))
  }

  @Test func diffOfImages() throws {
    let same = try Program.kiln(["diff", ShippedFirmware.code.path, ShippedFirmware.code.path])
    #expect(same.status == 0)
    let other = try Program.kiln(["diff", ShippedFirmware.code.path, "/usr/share/OVMF/OVMF_CODE.secboot.fd"])
    #expect(other.status == 3)
    #expect(other.output.contains("PiSmmCore"))
    #expect(other.output.contains("FvbServicesRuntimeDxe"))
  }

  @Test func checkHoldsAnImageToAPlatformsBudgets() throws {
    let scratch = try Scratch()
    let copy = try scratch.write("OVMF_CODE.fd", Provided.bytes(ShippedFirmware.code.path))
    let firmware = ShippedFirmware.code
    let check =
      ["check", copy, "-p", firmware.platform, "-w", try Provided.edk2()]
      + firmware.defines.filter { $0 != "FD_SIZE_2MB" }.flatMap { ["-D", $0] }
    let fits = try Program.kiln(check + ["-D", "FD_SIZE_2MB"])
    #expect(fits.status == 0, "\(fits.errors)")
    // Debian's 2 MB image is more than the 896 KB that the 1 MB layout has for code.
    let over = try Program.kiln(check + ["-D", "FD_SIZE_1MB"])
    #expect(over.status == 2, "\(over.errors)")
    #expect(over.errors.contains("OVMF_CODE needs 1966080 bytes, its budget allows 917504"))
  }

  @Test func theTrimmedImageIsSmallerThanDebians() throws {
    func used(_ arguments: [String]) throws -> [String: Check.Row] {
      let kiln = try Program.kiln(["check"] + arguments + ["--json"])
      #expect(kiln.status == 0, "\(kiln.errors)")
      let rows = try JSONDecoder().decode(Check.self, from: Data(kiln.output.utf8)).rows
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.subject, $0) })
    }
    let debian = try used([ShippedFirmware.code.path])
    let qemu = try used(["qemu", "-w", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path])
    let saved = (debian["FVMAIN_COMPACT"]?.used ?? 0) - (qemu["FVMAIN_COMPACT"]?.used ?? 0)
    print("FVMAIN_COMPACT of qemu is \(saved) bytes smaller than Debian's")
    #expect(saved > 400_000)
    #expect(qemu["OVMF_CODE"]?.limit == 1920 << 10)
    #expect(qemu["OVMF_CODE"]?.source == "manifest")
  }

  /// Colour is for terminals, and a reader that goes away is no crash.
  @Test func plainTextForFilesAndPipes() throws {
    let kiln = try Program.kiln(["inspect", "/nonexistent"])
    #expect(!kiln.errors.contains("\u{1B}"))
    let piped = try Program.run(
      "/bin/bash",
      [
        "-c",
        "set -o pipefail; '\(Provided.kiln())' inspect \(ShippedFirmware.code.path) | head -1 >/dev/null; echo $?",
      ])
    #expect(piped.output == "0\n")
  }
}
