import Foundation
import TestSupport
import Testing

/// The container file, as far as it can be tested without an engine.
@Suite struct ContainerfileTests {
  /// Its instructions, each on one line.
  private static let instructions = Result {
    let text = String(decoding: try Provided.bytes("\(Provided.root)/Containerfile"), as: UTF8.self)
    return text.replacingOccurrences(of: "\\\n", with: "").components(separatedBy: "\n")
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static func arguments(of instruction: String) throws -> [String] {
    try instructions.get().filter { $0.hasPrefix(instruction + " ") }
      .map { String($0.dropFirst(instruction.count + 1)) }
  }

  @Test func whatIsCopiedIsThere() throws {
    let copies = try Self.arguments(of: "COPY").filter { !$0.hasPrefix("--from") }
    #expect(!copies.isEmpty)
    for name in copies.flatMap({ $0.split(separator: " ").dropLast() }) {
      #expect(FileManager.default.fileExists(atPath: "\(Provided.root)/\(name)"), "\(name)")
    }
  }

  /// What `make build install` needs of the checkout is copied.
  @Test func theBuildHasItsFiles() throws {
    let copied = Set(try Self.arguments(of: "COPY").flatMap { $0.split(separator: " ").map(String.init) })
    for name in [
      "Makefile", "Package.swift", "Package.resolved", "Sources", "Scripts", "Platforms", "Templates",
    ] {
      #expect(copied.contains(name), "\(name)")
    }
  }

  @Test func shellsCanReadTheCommands() throws {
    for command in try Self.arguments(of: "RUN") {
      let shell = try Program.run("/bin/sh", ["-nc", command])
      #expect(shell.status == 0, "\(command): \(shell.errors)")
    }
  }

  /// The image has the packages that `make demo` installs to compile a platform and to boot it.
  @Test func theImageHasWhatABuildNeeds() throws {
    let installed = Set(
      try Self.arguments(of: "RUN").filter { $0.contains("apt-get install") }
        .flatMap { $0.split(separator: " ").map(String.init) })
    for package in [
      "gcc", "g++", "nasm", "acpica-tools", "ninja-build", "git", "qemu-system-x86", "uuid-dev",
    ] {
      #expect(installed.contains(package), "\(package)")
    }
  }
}
