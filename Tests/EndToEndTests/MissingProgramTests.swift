import Foundation
import TestSupport
import Testing

/// A PATH that lacks one program.
@Suite struct MissingProgramTests {
  /// A folder with links to all programs but those of `names`.
  private func folder(without names: Set<String>, in scratch: Scratch) throws -> String {
    let files = FileManager.default
    let folder = "\(scratch.path)/programs"
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for source in ["/usr/bin", "/bin", "/usr/local/bin"] {
      for name in try files.contentsOfDirectory(atPath: source)
      where !names.contains(name) && !files.fileExists(atPath: "\(folder)/\(name)") {
        try? files.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: "\(source)/\(name)")
      }
    }
    return folder
  }

  @Test(arguments: [
    ("gcc", "gcc"), ("nasm", "nasm"), ("iasl", "acpica-tools"), ("ninja", "ninja-build"),
    ("objcopy", "binutils"),
  ])
  func missing(program: String, package: String) throws {
    let workspace = try SourceWorkspace()
    let path = try folder(without: [program], in: workspace.scratch)
    let kiln = try workspace.build(environment: ["PATH": path])
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("error: '\(program)' is not installed or not in PATH"), "\(kiln.errors)")
    #expect(
      kiln.errors.contains("[program-missing]\n  fix: install it (Debian: \(package))\n"), "\(kiln.errors)")
    #expect(kiln.errors.split(separator: "\n").filter { $0.contains("error: ") }.count == 1, "\(kiln.errors)")
    #expect(!workspace.exists("\(workspace.output())/FV"))
    // Nothing was compiled yet, and with the program there the build goes on.
    #expect(!workspace.exists("\(workspace.output())/X64/App.efi"))
    #expect(try workspace.build().status == 0)
  }

  /// As for AARCH64 where GCC5_AARCH64_PREFIX is not set.
  @Test func aCompilerForAnotherArchitecture() throws {
    let workspace = try SourceWorkspace()
    let path = try folder(without: ["gcc"], in: workspace.scratch)
    let script =
      "#!/bin/sh\n[ \"$1\" != -dumpmachine ] || { echo aarch64-linux-gnu; exit; }\nexec /usr/bin/gcc \"$@\"\n"
    try Data(script.utf8).write(to: URL(fileURLWithPath: "\(path)/gcc"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(path)/gcc")
    let kiln = try workspace.build(environment: ["PATH": path])
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "error: expected a compiler for X64, found gcc, which compiles for aarch64-linux-gnu [compiler-foreign]"
      ),
      "\(kiln.errors)")
    #expect(!workspace.exists("\(workspace.output())/X64/App.efi"))
  }

  @Test func missingLauncher() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(["--launcher", "nosuchcache"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("'nosuchcache' is not installed"), "\(kiln.errors)")
  }

  /// A program that vanishes, or appears, changes what a build without changes does.
  @Test func aProgramThatVanishesIsNoticed() throws {
    let workspace = try SourceWorkspace()
    let path = try folder(without: [], in: workspace.scratch)
    #expect(try workspace.build(environment: ["PATH": path]).status == 0)
    try FileManager.default.removeItem(atPath: "\(path)/nasm")
    try workspace.edit("TinyPkg/App/Add.nasm", "lea rax", "lea  rax")
    let kiln = try workspace.build(environment: ["PATH": path])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("nasm"), "\(kiln.errors)")
  }
}
