import Foundation
import TestSupport
import Testing

/// The streams of the LZMA compressor are kept in the action cache as everything else is.
@Suite struct CachedStreamTests {
  private let cache: CacheFolder
  private let workspace: SourceWorkspace
  private let tool: String

  init() throws {
    cache = try CacheFolder()
    workspace = try SourceWorkspace(SourceWorkspace.compressing)
    tool = try Provided.lzmaTool()
  }

  /// - Parameter tool: nil for edk2's.
  private func build(
    _ arguments: [String] = [], tool: String? = nil, _ variables: [String: String] = [:], status: Int32 = 0
  ) throws -> Program {
    let kiln = try workspace.build(
      arguments + ["--lzma-tool", tool ?? self.tool], environment: cache.environment.merging(variables) { $1 }
    )
    #expect(kiln.status == status, "\(kiln.errors)")
    return kiln
  }

  /// edk2's compressor as a program that is another one.
  private func anotherTool(_ more: String = "") throws -> String {
    try workspace.scratch.script("compress", "#!/bin/sh\n'\(tool)' \"$@\" || exit\n\(more)\n")
  }

  @Test func aStreamIsTakenAndCompared() throws {
    let image = try workspace.freshImage(["--lzma-tool", tool])
    let first = try build()
    #expect(first.errors.contains("compressing "), "\(first.errors)")
    #expect(!first.errors.contains("stream"), "\(first.errors)")
    try workspace.remove("Build")
    let second = try build()
    #expect(second.errors.contains("\n1 stream taken from the cache\n"), "\(second.errors)")
    #expect(!second.errors.contains("compressing "), "\(second.errors)")
    #expect(try workspace.image() == image)
    let third = try build(["--verify-cache"])
    #expect(third.errors.contains("compressing "), "\(third.errors)")
    #expect(third.errors.contains("\n1 stream compared with the cache's\n"), "\(third.errors)")
    #expect(try workspace.image() == image)
  }

  /// A compressor that gives another stream when a file is there, which no key knows.
  @Test func verifyingFindsAnotherStream() throws {
    let flag = "\(workspace.scratch.path)/flag"
    let odd = try anotherTool("if [ -e '\(flag)' ]; then printf x >> \"$3\"; fi")
    _ = try build(tool: odd)
    _ = try build(["--verify-cache"], tool: odd)
    try workspace.scratch.write("flag", "")
    let wrong = try build(["--verify-cache"], tool: odd, status: 1)
    #expect(wrong.cacheCodes == ["cache-wrong"], "\(wrong.errors)")
  }

  /// Nothing is compiled here, so that only the stream can be what meets the problem.
  @Test func aProblemIsOneWarning() throws {
    let image = try workspace.freshImage(["--lzma-tool", tool])
    _ = try build()
    let file = try cache.scratch.write("file", "no folder")
    let packed = try build(["fds"], tool: try anotherTool(), ["KILN_ACTION_CACHE": "\(file)/actions"])
    #expect(packed.cacheCodes == ["cache-unwritable"], "\(packed.errors)")
    #expect(try workspace.image() == image)
    // And one is enough for a build that compiles as well; it is no fault of the platform.
    try workspace.remove("Build")
    let whole = try build(["--warning-as-error"], ["KILN_ACTION_CACHE": "\(file)/actions"])
    #expect(whole.cacheCodes == ["cache-unwritable"], "\(whole.errors)")
    #expect(try workspace.image() == image)
  }

  @Test func aDamagedStreamIsMadeAgain() throws {
    _ = try build()
    let image = try workspace.image()
    var damaged = 0
    for path in try cache.files() where path.contains("/cas/") {
      var bytes = try Provided.bytes(path)
      guard bytes.first == 0x5D else { continue }  // The properties with which LzmaCompress begins a stream.
      bytes[bytes.count - 1] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      damaged += 1
    }
    #expect(damaged == 1)
    let packed = try build(["fds"])
    #expect(packed.cacheCodes == ["cache-damaged"], "\(packed.errors)")
    #expect(try workspace.image() == image)
    let again = try build(["fds"])
    #expect(again.errors.contains("1 stream taken"), "\(again.errors)")
    #expect(again.cacheCodes.isEmpty, "\(again.errors)")
  }

  @Test func streamsCountForTheLimit() throws {
    _ = try build()
    #expect(try cache.size() > 20 << 10)
    _ = try build(["fds"], tool: try anotherTool(), ["KILN_ACTION_CACHE_SIZE": "20K"])
    #expect(try cache.size() <= 20 << 10)
  }

  @Test func anotherMachineTakesIt() throws {
    let image = try workspace.freshImage(["--lzma-tool", tool, "--reproducible"])
    try CacheServer.run { server in
      let remote = ["--reproducible", "--cache-url", "\(server.address)/open"]
      let sent = try build(remote)
      #expect(sent.cacheCodes.isEmpty, "\(sent.errors)")
      for folder in [cache.path, "\(workspace.path)/Build"] {
        try FileManager.default.removeItem(atPath: folder)
      }
      let taken = try build(remote)
      #expect(taken.actions == [0, 27], "\(taken.errors)")
      #expect(taken.errors.contains("\n1 stream taken from the cache\n"), "\(taken.errors)")
      #expect(taken.cacheCodes.isEmpty, "\(taken.errors)")
      #expect(try workspace.image() == image)
      // A damaged stream comes from there again.
      for path in try cache.files() where try path.contains("/cas/") && Provided.bytes(path).first == 0x5D {
        try Data([1]).write(to: URL(filePath: path))
      }
      let repaired = try build(["fds"] + remote)
      #expect(repaired.errors.contains("\n1 stream taken from the cache\n"), "\(repaired.errors)")
      #expect(repaired.cacheCodes == ["cache-damaged"], "\(repaired.errors)")
    }
    // Nobody listens any more: what is compiled and the stream is not there, and that is one warning.
    for folder in [cache.path, "\(workspace.path)/Build"] {
      try FileManager.default.removeItem(atPath: folder)
    }
    let alone = try build(["--reproducible", "--cache-url", "http://127.0.0.1:1"])
    #expect(alone.cacheCodes == ["cache-remote-failed"], "\(alone.errors)")
    #expect(try workspace.image() == image)
  }
}
