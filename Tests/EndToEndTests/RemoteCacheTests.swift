import Foundation
import TestSupport
import Testing

/// Two machines, each with a cache of its own, and a server between them.
@Suite struct RemoteCacheTests {
  /// Builds with an empty cache folder, and expects the image of a build without a cache.
  private func build(
    _ workspace: SourceWorkspace, _ url: String, _ more: [String] = [], image: [UInt8]
  ) throws -> Program {
    let cache = try CacheFolder()
    if workspace.exists("Build") { try workspace.remove("Build") }
    let kiln = try workspace.build(
      ["--reproducible", "--cache-url", url] + more, environment: cache.environment)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.image() == image)
    return kiln
  }

  private func warnings(_ kiln: Program) -> Int {
    kiln.cacheCodes.count { $0 == "cache-remote-failed" }
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

  /// What is under way when the server ends.
  enum Moment: String, CaseIterable {
    case asking = "HEAD /slow/cas/"
    case sendingContents = "PUT /slow/cas/"
    case sendingEntries = "PUT /slow/ac/"
    case fetchingEntries = "GET /slow/ac/"
    case fetchingContents = "GET /slow/cas/"

    /// How the request stands in the server's log when it has succeeded.
    func has(_ request: String) -> Bool {
      let words = request.split(separator: " ")
      return words.count == 3 && "\(words[0]) \(words[2])".hasPrefix(rawValue)
    }
  }

  /// The server is killed in the middle of a batch: the build goes on, and the next one uses what the server has.
  @Test(arguments: Moment.allCases)
  func aServerThatIsKilledIsOneWarning(_ moment: Moment) throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      if [.fetchingEntries, .fetchingContents, .asking].contains(moment) {
        _ = try build(workspace, "\(server.address)/open", image: image)
        try workspace.remove("Build")
      }
      let cache = try CacheFolder()
      // What a server has is only asked for what was made here.
      if moment == .asking { try server.removeEntries() }
      let kiln = try workspace.start(
        ["--reproducible", "--cache-url", "\(server.address)/slow"], environment: cache.environment)
      while kiln.isRunning, server.requests.count(where: moment.has) < 5 { usleep(5000) }
      #expect(kiln.isRunning, "the build has ended before the server")
      server.kill()
      let done = server.requests.count(where: moment.has)
      let ended = try kiln.wait()
      #expect(ended.status == 0, "\(ended.errors)")
      #expect(ended.cacheCodes == ["cache-remote-failed"], "\(ended.errors)")
      #expect(try workspace.image() == image)
      // It was in the middle: all the requests of this kind are more.
      try server.restart()
      let next = try build(workspace, "\(server.address)/open", image: image)
      #expect(next.cacheCodes.isEmpty, "\(next.errors)")
      #expect(server.requests.count(where: { $0.contains(" /slow/") && moment.has($0) }) == done)
      // Questions are answered all at once.
      #expect(done < 25 || moment == .asking, "\(done) requests were answered")
      // What was half there is whole.
      let last = try build(workspace, "\(server.address)/open", image: image)
      #expect(last.actions == [0, 27], "\(last.errors)")
      #expect(last.cacheCodes.isEmpty, "\(last.errors)")
    }
  }

  /// A server that takes connections and says nothing is not waited for long.
  @Test func aServerThatSaysNothingIsOneWarning() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      server.stop()
      let start = Date()
      let kiln = try build(workspace, "\(server.address)/open", image: image)
      #expect(kiln.cacheCodes == ["cache-remote-failed"], "\(kiln.errors)")
      let waited = Date().timeIntervalSince(start)
      #expect(waited < 120, "\(waited) s")
    }
  }

  /// Entries of another version of kiln are no fault of the server, and are replaced.
  @Test func entriesOfAnotherVersionAreReplaced() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      _ = try build(workspace, "\(server.address)/open", image: image)
      for path in server.files where path.contains("/ac/") {
        try CacheFolder.makeLater(path)
      }
      for expected in [[27, 0], [0, 27]] {
        let kiln = try build(workspace, "\(server.address)/open", image: image)
        #expect(kiln.actions == expected, "\(kiln.errors)")
        #expect(kiln.cacheCodes.isEmpty, "\(kiln.errors)")
      }
    }
  }

  @Test func theURLIsChecked() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build(["--cache-url", "/a/folder"]).status == 64)
    #expect(try workspace.build(["--cache-url", "http://a", "--no-cache"]).status == 64)
  }
}
