import Foundation
import Testing

/// What `make test` brings and a checkout with a compiler and ninja alone does not have.
///
/// A missing part fails the test that wants it, with the command that brings it. `make check` (KILN_TEST_TIER=check)
/// leaves out the tests that want any of it, whether it is there or not, and counts them; nothing else is left out.
package enum Provided {
  package struct Missing: Error, CustomStringConvertible {
    package let what: String
    package var description: String { "\(what) is missing: 'make test' brings what the tests need" }
  }

  private static let isCheck = ProcessInfo.processInfo.environment["KILN_TEST_TIER"] == "check"

  /// Goes on where all tests run; leaves the running test, or the case of it that runs, out of `make check`.
  package static func need(_ what: String) throws {
    guard isCheck else { return }
    if let test = Test.current {
      try record("\(test.sourceLocation.fileID) \(test.name)\t\(what)\n")
      try Test.cancel("'make test' runs it: it needs \(what)")
    }
    throw Missing(what: what)
  }

  /// Adds a line to the file from which `make check` counts, as several tests do at a time.
  private static func record(_ line: String) throws {
    guard let path = environment["KILN_TEST_LEFT_OUT"] else { return }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Missing(what: path) }
    defer { close(file) }
    _ = Array(line.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }

  private static let environment = ProcessInfo.processInfo.environment
  /// Where downloads and builds are kept from run to run.
  package static let cache = environment["KILN_CACHE"] ?? NSHomeDirectory() + "/.cache/kiln"

  /// The checkout.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Debian's edk2 source.
  package static func edk2() throws -> String {
    try need("edk2's source")
    let path = environment["KILN_TEST_EDK2"] ?? cache + "/edk2-2022.11"
    return try existing(path, marker: "/MdePkg/MdePkg.dec")
  }

  /// Debian 13's edk2 source, which `make xen` brings.
  package static func trixieEDK2() throws -> String {
    try need("Debian 13's edk2 source")
    let path = environment["KILN_TEST_TRIXIE_EDK2"] ?? cache + "/sources/debian-13/edk2-2025.02"
    return try existing(path, marker: "/MdePkg/MdePkg.dec")
  }

  /// edk2's LzmaCompress.
  package static func lzmaTool() throws -> String {
    try need("edk2's LzmaCompress")
    return try existing(environment["KILN_TEST_LZMA_TOOL"] ?? cache + "/edk2-2022.11-tools/LzmaCompress")
  }

  /// A Python with virt-firmware, uefi_firmware and pefile.
  package static func python() throws -> String {
    try need("readers written in Python")
    return try existing((environment["KILN_TEST_TOOLS"] ?? cache + "/python-tools/bin") + "/python3")
  }

  /// Debian's Linux kernel for virtual machines.
  package static func kernel() throws -> String {
    try need("Debian's Linux kernel")
    return try existing(environment["KILN_TEST_KERNEL"] ?? cache + "/linux-kernel/boot/vmlinuz")
  }

  /// The folder with the firmware images of Debian 13, as its packages install them below `/usr/share`.
  package static func trixieFirmware() throws -> String {
    try need("Debian 13's firmware")
    let folder = environment["KILN_TEST_TRIXIE_FIRMWARE"] ?? cache + "/firmware/debian-13"
    return try existing(folder + "/usr/share")
  }

  /// The program under test: the release build where there is one.
  package static func kiln() throws -> String {
    try need("the built program")
    if let path = environment["KILN_TEST_BINARY"] { return try existing(path) }
    let built = ["release", "debug"].map { "\(root)/.build/\($0)/kiln" }
    return try existing(built.first { FileManager.default.fileExists(atPath: $0) } ?? built[1])
  }

  /// A file that one of Debian's packages installs.
  package static func bytes(_ path: String) throws -> [UInt8] {
    if path.hasPrefix("/usr/") { try need(path) }
    guard let data = FileManager.default.contents(atPath: path) else { throw Missing(what: path) }
    return [UInt8](data)
  }

  /// A program of the machine.
  package static func program(_ path: String) throws -> String {
    if !FileManager.default.isExecutableFile(atPath: path) { try need(path) }
    return try existing(path)
  }

  package static func existing(_ path: String, marker: String = "") throws -> String {
    guard FileManager.default.fileExists(atPath: path + marker) else { throw Missing(what: path + marker) }
    return path
  }
}
