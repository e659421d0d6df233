import Foundation
import TestSupport
import Testing

/// Compilers behind a launcher.
@Suite struct LauncherTests {
  @Test func ccache() throws {
    let cache = try Scratch()
    let environment = [
      "CCACHE_DIR": "\(cache.path)/cache", "CCACHE_CONFIGPATH": "\(cache.path)/none",
      "CCACHE_COMPILERCHECK": "content",
    ]
    func hits() throws -> Int {
      let counters = try Program.run("/usr/bin/ccache", ["--print-stats"], environment: environment).output
      return counters.split(separator: "\n").map { $0.split(separator: "\t") }
        .filter { ["direct_cache_hit", "preprocessed_cache_hit"].contains($0[0]) }
        .reduce(0) { $0 + (Int($1[1]) ?? 0) }
    }
    let workspace = try SourceWorkspace()
    let plain = try workspace.freshImage()
    let first = try workspace.build(
      ["--launcher", "ccache", "-o", "\(workspace.path)/Build/first"], environment: environment)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try hits() == 0)
    let second = try workspace.build(
      ["--launcher", "/usr/bin/ccache", "-o", "\(workspace.path)/Build/other"], environment: environment)
    #expect(second.status == 0, "\(second.errors)")
    // Every source but AutoGen.c, which is in another folder.
    let shared = try hits()
    #expect(shared >= 7)
    for folder in ["first", "other"] {
      #expect(try workspace.scratch.bytes("tree/Build/\(folder)/FV/TINY.fd").count == plain.count)
    }
    // The first folder again, from nothing: every compile is a hit.
    let before = try hits()
    try workspace.remove("Build/first")
    #expect(
      try workspace.build(
        ["--launcher", "ccache", "-o", "\(workspace.path)/Build/first"], environment: environment
      )
      .status == 0)
    #expect(try hits() - before == 11)
  }

  /// A daemon of Debian's distcc on a free port of the loopback.
  private func withDaemon(_ body: (_ host: String, _ log: () -> String) throws -> Void) throws {
    let scratch = try Scratch()
    let log = "\(scratch.path)/log"
    for _ in 0..<5 {
      let port = Int.random(in: 20000...60000)
      let daemon = try RunningProgram(
        "/usr/bin/distccd",
        [
          "--no-detach", "--daemon", "--allow", "127.0.0.1", "--listen", "127.0.0.1", "--port", "\(port)",
          "--jobs",
          "2", "--log-file", log, "--log-level", "info", "--enable-tcp-insecure",
        ], in: scratch.path)
      defer {
        daemon.send(SIGTERM, toGroup: true)
        _ = try? daemon.wait(seconds: 10)
      }
      let deadline = Date(timeIntervalSinceNow: 10)
      func text() -> String { (try? scratch.text("log")) ?? "" }
      while daemon.isRunning, !text().contains("listening"), Date() < deadline { usleep(20000) }
      guard daemon.isRunning else { continue }  // The port was somebody's.
      return try body("127.0.0.1:\(port)", text)
    }
    Issue.record("distccd cannot be started: \((try? scratch.text("log")) ?? "")")
  }

  @Test func distcc() throws {
    let workspace = try SourceWorkspace()
    let plain = try workspace.freshImage()
    try withDaemon { host, log in
      let kiln = try workspace.build(
        ["--launcher", "distcc"],
        environment: [
          "DISTCC_HOSTS": host, "DISTCC_FALLBACK": "0", "DISTCC_DIR": "\(workspace.scratch.path)/distcc",
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
    let launcher = try workspace.scratch.write("fails", "#!/bin/sh\necho no host answers >&2\nexit 7\n")
    #expect(chmod(launcher, 0o755) == 0)
    let kiln = try workspace.build(["--launcher", "\(launcher) --quietly", "-j", "1"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("failed [command-failed]\nno host answers\n"), "\(kiln.errors)")
  }
}
