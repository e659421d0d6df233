import Foundation
import TestSupport
import Testing

/// `build -y`: a report in edk2's form.
@Suite struct BuildReportTests {
  /// Each PCD, library, dependency expression and flag of each module, and the platform's PCDs, as edk2's own report has
  /// them.
  @Test func theSectionsAreThoseOfEDK2() throws {
    let scratch = try Scratch()
    let edk2 = try Provided.edk2()
    try scratch.write(
      "Whole.dsc", try String(contentsOfFile: "\(edk2)/OvmfPkg/OvmfPkgX64.dsc", encoding: .utf8))
    let flags = ["SECURE_BOOT_ENABLE=TRUE", "TPM2_ENABLE=TRUE", "FD_SIZE_2MB=TRUE"].flatMap { ["-D", $0] }
    let report = "\(scratch.path)/report.txt"
    _ = try Program.oracle("report.py", [edk2, scratch.path, report, "Whole.dsc"] + flags)
    let kiln = try Program.kiln(
      [
        "build", "genmake", "Whole.dsc", "-w", scratch.path, "--packages-path", edk2, "-a", "X64", "-t",
        "GCC5",
      ]
        + ["-b", "RELEASE", "-o", "\(scratch.path)/out", "-y", "\(scratch.path)/kiln.txt"] + flags)
    #expect(kiln.status == 0, "\(kiln.errors)")
    let compared = try Program.oracle("build_reports.py", [report, "\(scratch.path)/kiln.txt"])
    print("reports", compared.output)
    #expect(compared.output.contains("Build Flags: 0 differences"))
  }

  @Test func sizesHashesAndInstructionsAreThoseOfWhatIsBuilt() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(["-y", "\(workspace.path)/report.txt"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let report = try workspace.text("report.txt")
    let folder = "\(workspace.path)/\(workspace.output())/X64/TinyPkg"
    let sum = try Program.run("/usr/bin/sha1sum", ["\(folder)/App/App/OUTPUT/App.efi"])
    let digest = try #require(sum.output.split(separator: " ").first)
    #expect(report.contains("SHA1 HASH:            \(digest) *App.efi\n"), "\(report)")
    let size = try #require(FileManager.default.contents(atPath: "\(folder)/App/App/OUTPUT/App.efi")).count
    #expect(
      report.contains("Size:                 0x\(String(size, radix: 16, uppercase: true)) ("), "\(report)")
    #expect(report.contains("Final Dependency Expression (DEPEX) Instructions\n"), "\(report)")
    // Nothing has changed, and the report is the same.
    try workspace.remove("report.txt")
    #expect(try workspace.build(["-y", "\(workspace.path)/report.txt"]).status == 0)
    #expect(try workspace.text("report.txt") == report)
  }

  @Test func theSectionsThatAreAskedFor() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(
      ["genmake", "-y", "\(workspace.path)/report.txt", "-Y", "LIBRARY", "-Y", "LIBRARY"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let report = try workspace.text("report.txt")
    #expect(report.contains("Report Content:       LIBRARY\n"), "\(report)")
    #expect(report.contains("{GreetLib"), "\(report)")
    #expect(!report.contains("Build Flags"), "\(report)")
    #expect(!report.contains("PCD\n"), "\(report)")
  }

  @Test(arguments: ["FIXED_ADDRESS", "EXECUTION_ORDER", "COMPILE_INFO", "TIME"])
  func otherSectionsAreRefusedInOneLine(section: String) throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(["-y", "report.txt", "-Y", section])
    #expect(kiln.status == 64, "\(kiln.errors)")
    #expect(kiln.errors.split(separator: "\n").count == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains(section), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
  }
}
