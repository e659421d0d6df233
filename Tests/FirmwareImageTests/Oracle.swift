import Foundation

/// Runs `Tests/Oracles/firmware_files.py`.
enum Oracle {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func lines(_ reader: String, _ paths: [String]) throws -> [String] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracles/firmware_files.py")
    // To a file: a pipe that nobody reads while the process runs would stop it.
    let output = FileManager.default.temporaryDirectory.appending(path: "kiln-oracle-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, reader] + paths
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        description: "\(reader) failed with status \(process.terminationStatus): 'make test' installs "
          + "python3 and the packages virt-firmware and uefi_firmware")
    }
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
