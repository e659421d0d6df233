import Foundation
import TestSupport
import Testing

/// `kiln explain` on kiln's own platforms and on Debian's image.
@Suite struct ExplainTests {
  private func explain(_ what: String, _ arguments: [String] = []) throws -> Program {
    try Program.kiln(["explain", "qemu", what, "-w", Provided.edk2()] + arguments)
  }

  @Test func aModule() throws {
    let kiln = try explain("Virtio10")
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.hasPrefix("Virtio10: OvmfPkg/Virtio10Dxe/Virtio10.inf, a UEFI_DRIVER for X64\n"))
    #expect(kiln.output.contains("  in DXEFV  Platforms/qemu/virtio.fdf.inc:"))
    #expect(kiln.output.contains("      included from Platforms/qemu/qemu.fdf:"))
  }

  @Test func anOption() throws {
    let kiln = try explain("option:-Os")
    #expect(kiln.status == 0 && kiln.output.hasPrefix("build option -Os\n"))
    #expect(kiln.output.contains("tools_def.template:"))
  }

  @Test func aMacro() throws {
    let kiln = try explain("TPM2_ENABLE")
    #expect(
      kiln.output.hasPrefix(
        "macro TPM2_ENABLE\n  is FALSE\n  defined FALSE  Platforms/common/switches.dsc.inc:"))
  }

  /// The reset vector is at the end of every image; DXE's core lies within what FVMAIN_COMPACT holds.
  @Test func bytesOfAnImage() throws {
    let image = ["--image", "/usr/share/OVMF/OVMF_CODE.fd"]
    let vector = try explain("0x1dfff0", image)
    #expect(vector.status == 0, "\(vector.errors)")
    #expect(vector.output.contains("SECFV, a volume of 0x34000 bytes at 0x1AC000"))
    #expect(vector.output.contains("1BA0062E-C779-4582-8566-336AE8F78F09"))
    let inside = try explain("0x1000>0x100100", image)
    #expect(
      inside.output.contains("LZMA")
        && inside.output.contains("offset 0x100100 in its 13500560 decoded bytes"))
    #expect(inside.output.contains("DXEFV, a volume of"))
    let outside = try explain("0x99999999", image)
    #expect(outside.status == 0 && outside.output.contains("nothing: the image ends at"))
  }

  @Test func asJSON() throws {
    let kiln = try explain("pcd:PcdFSBClock", ["--json"])
    #expect(
      kiln.output.contains("\"schema\" : \"kiln-explain-1\"") && kiln.output.contains("\"kind\" : \"pcd\""))
  }

  @Test func whatThereIsNot() throws {
    let kiln = try explain("Virtoi10")
    #expect(kiln.status == 1 && kiln.errors.contains("[explanation-missing]"))
    #expect(kiln.errors.contains("did you mean Virtio10"))
    let unbuilt = try explain("0x10")
    #expect(unbuilt.status == 1 && unbuilt.errors.contains("[nothing-built]"))
  }

  @Test(arguments: ["fv-overflow", "[fv-overflow]"]) func aCodeIsExplained(argument: String) throws {
    let kiln = try Program.kiln(["explain", argument])
    #expect(kiln.status == 0)
    #expect(kiln.output.hasPrefix("fv-overflow: "))
    #expect(kiln.output.contains("exit code 2"))
    #expect(kiln.output.contains("\nFix: "))
  }

  @Test func codesAsJSON() throws {
    struct Codes: Decodable {
      struct Code: Decodable {
        let name: String, severity: String, exitCode: Int, title: String, remedy: String
      }
      let schema: String
      let codes: [Code]
    }
    for (arguments, isAll) in [(["fv-overflow"], false), (["--list"], true), ([], true)] {
      let kiln = try Program.kiln(["explain", "--json"] + arguments)
      let answer = try JSONDecoder().decode(Codes.self, from: Data(kiln.output.utf8))
      #expect(answer.schema == "kiln-codes-1")
      #expect(answer.codes.first { $0.name == "fv-overflow" }?.exitCode == 2)
      #expect((answer.codes.count > 1) == isAll)
    }
  }

  @Test func codesAreListed() throws {
    let kiln = try Program.kiln(["explain", "--list"])
    #expect(kiln.output.contains("\nfv-overflow "))
    #expect(try Program.kiln(["explain"]).output == kiln.output)
    #expect(try Program.kiln(["explain", "--list", "fv-overflow"]).status == 64)
  }

  @Test func aCodeThatIsNoneIsGuessed() throws {
    let kiln = try Program.kiln(["explain", "fv-overfow"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[code-unknown]"))
    #expect(kiln.errors.contains("fix: did you mean fv-overflow?"))
    #expect(kiln.errors.contains("kiln explain PLATFORM WHAT"))
  }
}
