import Diagnostics
import Foundation
import Host
import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

/// Calls of edk2's `build` as requests to kiln; what is right is what build.py does.
@Suite struct EDK2InvocationTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for file in ["tree/TinyPkg/A.dsc", "tree/TinyPkg/A.fdf", "tree/TinyPkg/A.inf", "more/OtherPkg/B.dsc"] {
      try scratch.write(file, "")
    }
  }

  private func invocation(
    _ line: String, workspace: String? = "tree", toolsPath: String? = "/tools"
  ) throws -> EDK2Invocation {
    try EDK2Invocation(
      EDK2CommandLine(parsing: line.split(separator: " ").map(String.init)),
      in: EDK2Environment(
        workspace: workspace.map { "\(scratch.path)/\($0)" }, packagesPath: "\(scratch.path)/more",
        toolsPath: toolsPath),
      files: FileSystem())
  }

  private func code(_ line: String, workspace: String? = "tree", toolsPath: String? = "/tools") -> String? {
    do {
      _ = try invocation(line, workspace: workspace, toolsPath: toolsPath)
      return nil
    } catch let error as DiagnosticError {
      return error.diagnostics.first?.code.name
    } catch {
      return "\(error)"
    }
  }

  @Test func debiansCommandLine() throws {
    let found = try invocation(
      "-a IA32 -a X64 -t GCC5 -p TinyPkg/A.dsc -DNETWORK_TLS_ENABLE -DSMM_REQUIRE=TRUE -b RELEASE")
    let selection = found.request.selection
    #expect(selection.platform == "\(scratch.path)/tree/TinyPkg/A.dsc")
    #expect(selection.architectures == [.ia32, .x64])
    #expect(selection.defines == ["NETWORK_TLS_ENABLE", "SMM_REQUIRE=TRUE"])
    #expect(found.request.toolchains == ["GCC5"])
    #expect(found.request.targets == [.release])
    #expect(found.request.extent == .everything)
    #expect(found.compile.jobs == nil)
  }

  /// QEMU's roms/edk2-build.py and Fedora's copy of it.
  @Test func theCommandLineOfQEMU() throws {
    let version = "PcdFirmwareVersionString=Ledk2-stable202302-for-qemu\\0"
    let found = try invocation(
      "-t GCC5 -p TinyPkg/A.dsc --pcd \(version) -n 8 -a X64 -D BUILD_SHELL=FALSE -b DEBUG")
    #expect(found.request.selection.pcds == [version])
    #expect(found.request.selection.defines == ["BUILD_SHELL=FALSE"])
    #expect(found.compile.jobs == 8)
  }

  @Test func lettersHaveTheMeaningOfEDK2() throws {
    let found = try invocation(
      "-p TinyPkg/A.dsc -w -v -n 0 -x SKU -f TinyPkg/A.fdf -r FD -i FV -m TinyPkg/A.inf")
    #expect(found.request.warningsAreErrors)
    #expect(found.compile.isVerbose)
    #expect(found.compile.jobs == 0)
    #expect(found.request.selection.skuID == "SKU")
    #expect(found.request.selection.flashDefinition == "\(scratch.path)/tree/TinyPkg/A.fdf")
    #expect(found.request.images == ImageChoice(devices: ["FD"], volumes: ["FV"]))
    #expect(found.request.module == "\(scratch.path)/tree/TinyPkg/A.inf")
  }

  @Test func packagesPathIsLookedIn() throws {
    #expect(
      try invocation("-p OtherPkg/B.dsc").request.selection.platform == "\(scratch.path)/more/OtherPkg/B.dsc")
  }

  @Test(arguments: [
    ("all fds", "build-command-malformed"), ("nothing", "build-command-malformed"),
    ("run", "build-option-refused"), ("-D lower=1", "build-command-malformed"),
    ("-D =1", "build-command-malformed"),
    ("-p TinyPkg/A.inf", "build-command-malformed"), ("-p TinyPkg/No.dsc", "file-missing"),
    ("-f TinyPkg/A.dsc", "build-command-malformed"), ("-m TinyPkg/A.dsc", "build-command-malformed"),
    ("-F x", "build-command-malformed"), ("--binary-source x", "build-command-malformed"),
    ("--hash --binary-source x --binary-destination y", "build-command-malformed"),
    ("-n -1", "build-command-malformed"),
  ])
  func whatEDK2RefusesIsRefused(line: String, expected: String) {
    #expect(code(line) == expected)
  }

  @Test func theEnvironmentOfEdksetup() {
    #expect(code("", workspace: nil) == "build-environment-missing")
    #expect(code("", toolsPath: nil) == "build-environment-missing")
    #expect(code("", workspace: "none") == "workspace-missing")
    #expect(code("") == nil)
  }

  /// edk2 has no usual tool chain, and builds nothing without a target.
  @Test func targetTextOrTheCommandLineNamesThem() throws {
    var defaults = TargetDefaults()
    let none = try invocation("-p TinyPkg/A.dsc")
    #expect(throws: DiagnosticError.self) { try none.check(defaults) }
    defaults.toolchains = ["GCC5"]
    #expect(throws: DiagnosticError.self) { try none.check(defaults) }
    defaults.targets = [.debug]
    try none.check(defaults)
    try invocation("-b DEBUG -t GCC5").check(TargetDefaults())
  }
}
