import Foundation
import TestSupport
import Testing

/// `kiln resolve` against edk2's own report of a build, and its JSON against its schema.
@Suite struct ResolveTests {
  /// On Debian's tree OvmfXen lacks these.
  private static let missing = """

    [LibraryClasses]
      SecureBootVariableLib|SecurityPkg/Library/SecureBootVariableLib/SecureBootVariableLib.inf
      PlatformPKProtectionLib|SecurityPkg/Library/PlatformPKProtectionLibVarPolicy/PlatformPKProtectionLibVarPolicy.inf

    """

  @Test(arguments: [
    ("OvmfXen", [], "101 modules, 2037 library instances, 2230 PCD values: 0 differences"),
    (
      "OvmfPkgX64",
      ["SECURE_BOOT_ENABLE=TRUE", "NETWORK_TLS_ENABLE=TRUE", "TPM2_ENABLE=TRUE", "FD_SIZE_2MB=TRUE"],
      "128 modules"
    ),
  ])
  func everyInstanceAndEveryValueIsThatOfTheBuildReport(name: String, defines: [String], counts: String)
    throws
  {
    let scratch = try Scratch()
    let edk2 = try Provided.edk2()
    let text = try String(contentsOfFile: "\(edk2)/OvmfPkg/\(name).dsc", encoding: .utf8)
    try scratch.write("Whole.dsc", defines.isEmpty ? text + Self.missing : text)
    let flags = defines.flatMap { ["-D", $0] }
    let report = "\(scratch.path)/report.txt"
    _ = try Program.oracle("report.py", [edk2, scratch.path, report, "Whole.dsc"] + flags)
    let kiln = try Program.kiln(
      ["resolve", "Whole.dsc", "-w", scratch.path, "--packages-path", edk2, "-a", "X64", "--json"] + flags)
    #expect(kiln.status == 0, "\(kiln.errors)")
    try scratch.write("resolved.json", kiln.output)
    let compared = try Program.oracle("build_report.py", [report, "\(scratch.path)/resolved.json", edk2])
    print(name, compared.output)
    #expect(compared.output.contains(": 0 differences"))
  }

  @Test func theJSONIsWhatItsSchemaSays() throws {
    let scratch = try Scratch()
    for (name, arguments) in [("OvmfPkg/OvmfXen.dsc", []), ("qemu", ["-D", "TPM2_ENABLE=TRUE"])] {
      let kiln = try Program.kiln(["resolve", name, "-w", Provided.edk2(), "--json"] + arguments)
      try scratch.write("resolved.json", kiln.output)
      let schema = "\(Provided.root)/Documentation/kiln-resolve-1.schema.json"
      let checked = try Program.oracle("json_schema.py", [schema, "\(scratch.path)/resolved.json"])
      #expect(checked.output == "valid\n")
    }
  }

  /// A platform that does not build is printed as far as it goes.
  @Test func aPlatformThatDoesNotBuild() throws {
    let kiln = try Program.kiln([
      "resolve", "OvmfPkg/OvmfXen.dsc", "-w", Provided.edk2(), "--topic", "library",
    ])
    #expect(kiln.status == 1 && kiln.errors.contains("[library-class-unresolved]"))
    #expect(kiln.output.contains("MdePkg/Library/BaseLib/BaseLib.inf"))
    #expect(!kiln.output.contains("\nPCDs"))
  }

  @Test func everyPartHasItsOrigin() throws {
    let kiln = try Program.kiln(["resolve", "qemu", "-w", Provided.edk2(), "--topic", "pcd"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let lines = kiln.output.split(separator: "\n").map(String.init)
    let name = try #require(lines.firstIndex { $0.hasSuffix("gEfiMdePkgTokenSpaceGuid.PcdFSBClock") })
    #expect(lines[name + 1].contains("0x3B9ACA00  Dynamic UINT32  2 modules  Platforms/qemu/qemu.dsc:"))
    #expect(lines[name + 1].contains(", over 0xBEBC200 of MdePkg/MdePkg.dec:"))
  }

  @Test func aTopicThatThereIsNot() throws {
    let kiln = try Program.kiln(["resolve", "qemu", "--topic", "pcds"])
    #expect(kiln.status == 64 && kiln.errors.contains("'pcds'") && kiln.errors.contains("library"))
  }
}
