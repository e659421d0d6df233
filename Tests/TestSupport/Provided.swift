import Foundation

/// What `make test` brings and `swift test` alone does not. A missing part fails the test that wants
/// it; nothing is skipped.
package enum Provided {
  package struct Missing: Error, CustomStringConvertible {
    package let what: String
    package var description: String { "\(what) is missing: 'make test' brings what the tests need" }
  }

  private static let environment = ProcessInfo.processInfo.environment
  /// Where downloads and builds are kept from run to run.
  package static let cache = environment["KILN_CACHE"] ?? NSHomeDirectory() + "/.cache/kiln"

  /// The checkout.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Debian's edk2 source.
  package static func edk2() throws -> String {
    let path = environment["KILN_TEST_EDK2"] ?? cache + "/edk2-2022.11"
    return try existing(path, marker: "/MdePkg/MdePkg.dec")
  }

  /// edk2's LzmaCompress.
  package static func lzmaTool() throws -> String {
    try existing(environment["KILN_TEST_LZMA_TOOL"] ?? cache + "/edk2-2022.11-tools/LzmaCompress")
  }

  /// A Python with virt-firmware, uefi_firmware and pefile.
  package static func python() throws -> String {
    try existing((environment["KILN_TEST_TOOLS"] ?? cache + "/python-tools/bin") + "/python3")
  }

  /// Debian's Linux kernel for virtual machines.
  package static func kernel() throws -> String {
    try existing(environment["KILN_TEST_KERNEL"] ?? cache + "/linux-kernel/boot/vmlinuz")
  }

  /// The program under test: the release build where there is one.
  package static func kiln() throws -> String {
    if let path = environment["KILN_TEST_BINARY"] { return try existing(path) }
    let built = ["release", "debug"].map { "\(root)/.build/\($0)/kiln" }
    return try existing(built.first { FileManager.default.fileExists(atPath: $0) } ?? built[1])
  }

  /// A file that one of Debian's packages installs.
  package static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Missing(what: path) }
    return [UInt8](data)
  }

  package static func existing(_ path: String, marker: String = "") throws -> String {
    guard FileManager.default.fileExists(atPath: path + marker) else { throw Missing(what: path + marker) }
    return path
  }
}
