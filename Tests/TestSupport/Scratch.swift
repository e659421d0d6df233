import Foundation

/// A folder that is gone when nobody holds it any more.
package final class Scratch: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "kiln-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders on the way, and gives its path.
  @discardableResult
  package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = "\(path)/\(name)"
    let folder = URL(filePath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// Writes a script that may be run, and gives its path.
  @discardableResult
  package func script(_ name: String, _ text: String) throws -> String {
    let source = try write("\(name).text", text)
    defer { try? FileManager.default.removeItem(atPath: source) }
    return try program(name, copyOf: source)
  }

  /// Copies a program, with the folders on the way, and gives the path of the copy.
  ///
  /// A program of its own writes it: what this process has open for writing, a child that another test starts at that
  /// moment has open too, and the kernel does not run such a file (ETXTBSY).
  @discardableResult
  package func program(_ name: String, copyOf source: String) throws -> String {
    let copy = "\(path)/\(name)"
    let install = try Program.run("/usr/bin/install", ["-D", "-m", "755", source, copy])
    guard install.status == 0 else { throw NotInstalled(description: install.errors) }
    return copy
  }

  private struct NotInstalled: Error, CustomStringConvertible {
    let description: String
  }

  package func text(_ name: String) throws -> String {
    String(decoding: FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data(), as: UTF8.self)
  }

  package func bytes(_ name: String) throws -> [UInt8] { try Provided.bytes("\(path)/\(name)") }

  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
}
