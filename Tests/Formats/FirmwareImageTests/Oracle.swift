import TestSupport

/// Runs `Tests/Oracles/firmware_files.py`.
enum Oracle {
  static func lines(_ reader: String, _ paths: [String]) throws -> [String] {
    try Program.oracle("firmware_files.py", [reader] + paths).output.split(separator: "\n").map(String.init)
  }
}
