import Foundation
import TestSupport
import Testing

/// Two machines, each with a cache of its own, and a server between them.
@Suite struct RemoteCacheTests {
  /// Builds with an empty cache folder, and expects the image of a build without a cache.
  private func build(
    _ workspace: SourceWorkspace, _ url: String, _ more: [String] = [], image: [UInt8]
  ) throws -> Program {
    let cache = try Scratch()
    if workspace.exists("Build") { try workspace.remove("Build") }
    let kiln = try workspace.build(
      ["--reproducible", "--cache-url", url] + more, environment: ["KILN_ACTION_CACHE": cache.path])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.image() == image)
    return kiln
  }

  private func warnings(_ kiln: Program) -> Int {
    kiln.errors.components(separatedBy: "[cache-remote-failed]").count - 1
  }

  @Test func oneMachineCompilesForTheOther() throws {
    let (first, second) = (try SourceWorkspace(), try SourceWorkspace(name: "another place"))
    let image = try first.freshImage(["--reproducible"])
    try CacheServer.run { server in
      let sent = try build(first, "\(server.address)/open", image: image)
      #expect(sent.errors.contains("27 actions run"), "\(sent.errors)")
      #expect(warnings(sent) == 0)
      #expect(server.files.count > 60)
      // Who may only read takes all the same.
      for url in ["\(server.address)/open", "\(server.address)/closed"] {
        let taken = try build(second, url, ["--cache-read-only"], image: image)
        #expect(taken.errors.contains("\n27 taken from the cache"), "\(taken.errors)")
        #expect(warnings(taken) == 0)
      }
    }
  }

  @Test func damagedFilesOfTheServerAreNotUsed() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      _ = try build(workspace, "\(server.address)/open", image: image)
      for path in server.files {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        if bytes.isEmpty { continue }
        bytes[bytes.count / 2] ^= 4
        try Data(bytes).write(to: URL(filePath: path))
      }
      let kiln = try build(workspace, "\(server.address)/open", ["--cache-read-only"], image: image)
      #expect(warnings(kiln) == 1, "\(kiln.errors)")
    }
  }

  @Test func aServerThatFailsIsOneWarning() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      for path in ["closed", "full", "garbage"] {
        let kiln = try build(workspace, "\(server.address)/\(path)", image: image)
        #expect(warnings(kiln) == 1, "\(path): \(kiln.errors)")
      }
    }
    // Nobody listens at this port.
    let kiln = try build(workspace, "http://user:secret@127.0.0.1:1", image: image)
    #expect(warnings(kiln) == 1, "\(kiln.errors)")
    #expect(!kiln.errors.contains("secret"), "\(kiln.errors)")
  }

  @Test func theURLIsChecked() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build(["--cache-url", "/a/folder"]).status == 64)
    #expect(try workspace.build(["--cache-url", "http://a", "--no-cache"]).status == 64)
  }
}
