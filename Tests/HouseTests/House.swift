import Foundation
import TestSupport

/// The house as three witnesses describe it: ARCHITECTURE.md, the package manifest, the sources.
struct House {
  /// A row of ARCHITECTURE.md's table of rooms.
  struct Room {
    let name: String
    let mayImport: [String]
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let root = Self.root
  /// In the order of the table: leaves first.
  let rooms: [Room]
  /// The manifest's arrows between targets, tests and what only they use left out.
  let declared: [String: Set<String>]
  /// The folder of each target, below the root.
  private let folders: [String: String]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() throws {
    rooms = try Self.table(in: Self.root.appending(path: "ARCHITECTURE.md"))
    let targets = try Self.targets.get()
    declared = targets.mapValues(\.rooms)
    folders = targets.mapValues(\.path)
  }

  /// Rows look like "| `Bytes` | what lives there | `CLibUUID` |"; a dash stands for nothing.
  private static func table(in file: URL) throws -> [Room] {
    let text = try String(contentsOf: file, encoding: .utf8)
    let rooms = text.split(separator: "\n").compactMap { line -> [Room]? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count == 3 else { return nil }
      return names(cells[0]).map { Room(name: $0, mayImport: names(cells[2])) }
    }
    guard !rooms.isEmpty else { throw Failure(description: "ARCHITECTURE.md has no table of rooms") }
    return rooms.flatMap { $0 }
  }

  private static func names(_ cell: String) -> [String] {
    cell.split(separator: "`").enumerated().filter { $0.offset % 2 == (cell.hasPrefix("`") ? 0 : 1) }
      .map { String($0.element) }
  }

  /// What `swift package dump-package` prints of a target: the manifest as it is written, with no dependency fetched.
  private struct Manifest: Decodable {
    struct Target: Decodable {
      let name: String
      let type: String
      let path: String?
      let dependencies: [Dependency]
    }

    /// `{"byName": ["Bytes", null]}`, or `{"product": ["ArgumentParser", "swift-argument-parser", …]}`.
    struct Dependency: Decodable {
      let byName: [String?]?
    }

    let targets: [Target]
  }

  private struct Target {
    let path: String
    let rooms: Set<String>
  }

  /// The manifest's targets that are not tests. It is read once: each test makes a `House`.
  private static let targets = Result { try readManifest() }

  private static func readManifest() throws -> [String: Target] {
    // A scratch path of its own: the test runner holds the lock on the usual one.
    let scratch = try Scratch()
    let swift = try Program.run(
      "/usr/bin/env", ["swift", "package", "--scratch-path", scratch.path, "dump-package"], in: root.path)
    guard swift.status == 0 else {
      throw Failure(description: "'swift package dump-package' ended with \(swift.status): \(swift.errors)")
    }
    let json = Data(swift.output.utf8)
    var targets: [String: Target] = [:]
    for target in try JSONDecoder().decode(Manifest.self, from: json).targets where target.type != "test" {
      guard let path = target.path, !path.hasPrefix("Tests/") else { continue }
      targets[target.name] = Target(
        path: path, rooms: Set(target.dependencies.compactMap { $0.byName?.first ?? nil }))
    }
    return targets
  }

  /// The text of each source of a target, by the file's name.
  func sources(of target: String) throws -> [(file: String, text: String)] {
    guard let path = folders[target] else { throw Failure(description: "there is no target \(target)") }
    let files = FileManager.default.enumerator(
      at: root.appending(path: path), includingPropertiesForKeys: nil)
    var found: [(String, String)] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      found.append((file.lastPathComponent, try String(contentsOf: file, encoding: .utf8)))
    }
    return found
  }

  /// The sources in a folder below the root, by their paths from there.
  func swiftFiles(in folder: String) throws -> [(file: String, text: String)] {
    let top = root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: top.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      ("\(folder)/\(name)", try String(contentsOf: top.appending(path: name), encoding: .utf8))
    }
  }

  /// What is written for people: Markdown at the root and in Documentation.
  func documents() throws -> [String] {
    let files = FileManager.default
    let top = try files.contentsOfDirectory(atPath: root.path)
    let inner = try files.contentsOfDirectory(atPath: root.appending(path: "Documentation").path)
    return (top + inner.map { "Documentation/\($0)" }).filter { $0.hasSuffix(".md") }.sorted()
  }

  /// The modules that the sources of a target import, with the file that does.
  func imports(of target: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for (file, text) in try sources(of: target) {
      for (module, _) in SourceText(path: file, text: text).imports { found[module] = file }
    }
    return found
  }
}
