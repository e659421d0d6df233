import Foundation
import TestSupport
import Testing

/// Compilers behind a launcher.
@Suite struct LauncherTests {
  @Test func ccache() throws {
    let workspace = try SourceWorkspace()
    let plain = try workspace.freshImage()
    let cache = try Scratch()
    let environment = [
      "CCACHE_DIR": cache.path, "CCACHE_CONFIGPATH": "\(cache.path)/none", "CCACHE_COMPILERCHECK": "content",
    ]
    func hits() throws -> Int {
      let counters = try Program.run("/usr/bin/ccache", ["--print-stats"], environment: environment).output
      return counters.split(separator: "\n").map { $0.split(separator: "\t") }
        .filter { ["direct_cache_hit", "preprocessed_cache_hit"].contains($0[0]) }
        .reduce(0) { $0 + (Int($1[1]) ?? 0) }
    }
    func build(_ folder: String, _ launcher: String) throws -> [UInt8] {
      let kiln = try workspace.build(
        ["--launcher", launcher, "-o", "\(workspace.path)/Build/\(folder)"], environment: environment)
      #expect(kiln.status == 0, "\(kiln.errors)")
      return try workspace.scratch.bytes("tree/Build/\(folder)/FV/TINY.fd")
    }
    let first = try build("first", "ccache")
    #expect(first.count == plain.count)
    #expect(try hits() == 0)
    // 9 C sources are hits; each AutoGen.c lies in another place.
    let other = try build("other-folder", "/usr/bin/ccache")
    #expect(other.count == plain.count)
    #expect(try hits() == 9)
    try workspace.remove("Build/first")
    #expect(try build("first", "ccache") == first)
    // Now they have been seen too.
    #expect(try hits() == 20)
  }

  /// A daemon of Debian's distcc on a free port of the loopback. As root it becomes another user, who may
  /// write to /tmp and nowhere else.
  private func withDaemon(_ body: (_ host: String, _ log: () -> String) throws -> Void) throws {
    var log = ""
    for _ in 0..<5 {
      let port = Int.random(in: 20000...30000)
      let daemon = try RunningProgram(
        "/usr/bin/distccd",
        [
          "--no-detach", "--daemon", "--allow", "127.0.0.1", "--listen", "127.0.0.1", "--port", "\(port)",
          "--jobs", "2", "--log-stderr", "--log-level", "info", "--enable-tcp-insecure",
        ], in: "/", environment: ["TMPDIR": "/tmp"])
      defer {
        daemon.send(SIGTERM, toGroup: true)
        _ = try? daemon.wait(seconds: 10)
      }
      let deadline = Date(timeIntervalSinceNow: 10)
      while daemon.isRunning, !daemon.errors.contains("istening"), Date() < deadline { usleep(20000) }
      log = daemon.errors
      guard daemon.isRunning else { continue }  // The port was somebody's.
      return try body("127.0.0.1:\(port)") { daemon.errors }
    }
    Issue.record("distccd cannot be started: \(log)")
  }

  @Test func distcc() throws {
    let workspace = try SourceWorkspace()
    let plain = try workspace.freshImage()
    let state = "\(workspace.scratch.path)/distcc"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    try withDaemon { host, log in
      let kiln = try workspace.build(
        ["--launcher", "distcc"],
        environment: [
          "DISTCC_HOSTS": host, "DISTCC_FALLBACK": "0", "DISTCC_DIR": state,
        ])
      #expect(kiln.status == 0, "\(kiln.errors)\(log())")
      // One job each: 9 C sources and two AutoGen.c; no fallback, so none was compiled here.
      #expect(log().components(separatedBy: "COMPILE_OK").count - 1 == 11, "\(log())")
      #expect(try workspace.image() == plain)
    }
  }

  /// A launcher that fails is a failed command, with its output.
  @Test func launcherThatFails() throws {
    let workspace = try SourceWorkspace()
    let launcher = try workspace.scratch.script("fails", "#!/bin/sh\necho no host answers >&2\nexit 7\n")
    let kiln = try workspace.build(["--launcher", "\(launcher) --quietly", "-j", "1"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("failed [command-failed]\nno host answers\n"), "\(kiln.errors)")
  }
}
