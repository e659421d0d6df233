import TestSupport
import Testing

/// Variables of the action cache that have no meaning are not passed over.
@Suite struct CacheSettingTests {
  private func kiln(_ variables: [String: String], _ arguments: [String] = []) throws -> Program {
    let (cache, workspace) = (try CacheFolder(), try SourceWorkspace())
    let kiln = try workspace.build(
      ["modules"] + arguments, environment: cache.environment.merging(variables) { $1 })
    #expect(kiln.status == 0 || !workspace.exists("Build"), "\(variables) has built something")
    return kiln
  }

  @Test(
    arguments: [
      (
        "KILN_ACTION_CACHE_SIZE", ["20", "512K", "20M", "20G", "0"],
        [
          "-1", "+5", "20T", "20 G", "G", "lots", "1.5G",
          "9999999999999999999", "9007199254740992G",
        ]
      ),
      ("KILN_NO_CACHE", ["0", "1", ""], ["yes", "2", "false"]),
      ("KILN_ACTION_CACHE_READ_ONLY", ["0", "1", ""], ["yes", "-1"]),
      (
        "KILN_ACTION_CACHE_URL",
        ["http://127.0.0.1:1", "HTTP://127.0.0.1:1/", "http://user:word@127.0.0.1:1/a/b"],
        [
          "cache.example.org", "/srv/cache", "ftp://host", "http://", "http:///folder", "http://:80",
          "http://user@",
          "http://host/a b", "http://host/?a", "http://host/\"\nurl = \"file:///etc/passwd",
        ]
      ),
    ])
  func isChecked(_ name: String, _ good: [String], _ bad: [String]) throws {
    let cache = try CacheFolder()
    // What it costs to build is not paid for each value.
    for value in good {
      let stats = try Program.kiln(
        ["cache", "stats"], environment: cache.environment.merging([name: value]) { $1 })
      #expect(stats.status == (name == "KILN_NO_CACHE" && value == "1" ? 1 : 0), "\(value): \(stats.errors)")
      #expect(!stats.errors.contains("[cache-setting]"), "\(value): \(stats.errors)")
    }
    for value in bad {
      let stats = try Program.kiln(
        ["cache", "stats"], environment: cache.environment.merging([name: value]) { $1 })
      #expect(stats.status == 64, "\(value): \(stats.output) \(stats.errors)")
      #expect(stats.errors.contains("error: \(name): expected "), "\(value): \(stats.errors)")
      // Of a name and a password nothing is shown, and a line break not as one.
      let shown = value.contains { "@\n".contains($0) } ? "" : "found '\(value)'"
      #expect(stats.errors.contains("\(shown) [cache-setting]\n  fix: "), "\(value): \(stats.errors)")
    }
    let build = try kiln([name: bad[0]])
    #expect(build.status == 64)
    #expect(build.errors.contains("error: \(name): expected "), "\(build.errors)")
  }

  /// All of them at once, and no password among them.
  @Test func allAreSaid() throws {
    let build = try kiln([
      "KILN_ACTION_CACHE_SIZE": "big", "KILN_ACTION_CACHE_URL": "user:secret@host",
      "KILN_ACTION_CACHE_READ_ONLY": "x",
    ])
    #expect(build.status == 64)
    #expect(build.cacheCodes == ["cache-setting", "cache-setting", "cache-setting"], "\(build.errors)")
    #expect(!build.errors.contains("secret"), "\(build.errors)")
  }

  /// A build that uses no cache does not depend on what is said about one; 0 is not what turns it off.
  @Test func withoutACacheNothingIsChecked() throws {
    let odd = ["KILN_ACTION_CACHE_SIZE": "big", "KILN_ACTION_CACHE_URL": "x"]
    #expect(try kiln(odd, ["--no-cache"]).status == 0)
    #expect(try kiln(odd.merging(["KILN_NO_CACHE": "1"]) { $1 }).status == 0)
    #expect(try kiln(odd.merging(["KILN_NO_CACHE": "0"]) { $1 }).status == 64)
  }
}
