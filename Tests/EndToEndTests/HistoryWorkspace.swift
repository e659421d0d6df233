import Foundation
import TestSupport
import Testing

/// A tiny platform in a git repository, measured as often as one likes.
struct HistoryWorkspace {
  struct Line: Decodable {
    struct Subject: Decodable { let name: String, kind: String, size: Int, used: Int, limit: Int }
    struct Module: Decodable { let guid: String, volume: String, raw: Int }
    let schema: String, platform: String, configuration: String
    let revision: String?
    let time: Int
    let subjects: [Subject]
    let modules: [Module]
  }

  struct Check: Decodable {
    struct Growth: Decodable {
      struct Side: Decodable { let revision: String?, image: String?, time: Int? }
      struct Subject: Decodable { let name: String, verdict: String, change: Int }
      struct Module: Decodable { let guid: String, verdict: String, rawChange: Int }
      let base: Side
      let subjects: [Subject]
      let modules: [Module]
    }
    let growth: Growth?
  }

  let tiny: TinyWorkspace
  var path: String { tiny.scratch.path }

  init() throws { tiny = try TinyWorkspace() }

  var arguments: [String] { ["check", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path] }

  func check(_ more: [String], environment: [String: String] = [:]) throws -> Program {
    try Program.kiln(arguments + more, in: path, environment: environment)
  }

  /// The growth since a base.
  func growth(_ more: [String]) throws -> Check.Growth {
    let kiln = try check(more + ["--json"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    return try #require(try JSONDecoder().decode(Check.self, from: Data(kiln.output.utf8)).growth)
  }

  /// The file of the volume, so many bytes.
  func setSize(_ count: Int) throws {
    try tiny.scratch.write("data.bin", [UInt8](repeating: 0x5A, count: count))
  }

  /// The history's lines, each of which must be a record.
  func lines(_ name: String = "h.jsonl") throws -> [Line] {
    try tiny.scratch.text(name).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    let git = try Program.run("/usr/bin/git", identity + arguments, in: path)
    #expect(git.status == 0, "\(arguments): \(git.errors)")
    return git.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Commits the manifests and gives the commit's name.
  @discardableResult
  func commit() throws -> String {
    if !tiny.scratch.exists(".git") { try git("init", "-q") }
    try git("add", "Tiny.dsc", "Tiny.fdf", "Tiny.inf", "Tiny.dec", "data.bin")
    try git("commit", "-q", "--allow-empty", "-m", "x")
    return try git("rev-parse", "HEAD")
  }
}
