import Diagnostics
import Foundation
import Testing
import TestSupport

@testable import Host

/// A repository is somebody else's: kiln reads it, and nothing that its configuration names is started.
@Suite struct GitRepositoryTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("tree/file.txt", "contents\n")
    try git("init", "--quiet")
    try git("add", ".")
    try commit()
  }

  private func git(_ arguments: String...) throws {
    let git = try Program.run(Provided.program("/usr/bin/git"), ["-C", "\(scratch.path)/tree"] + arguments)
    #expect(git.status == 0, "\(git.errors)")
  }

  private func commit() throws {
    try git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "one")
  }

  private func repository(_ folder: String = "tree") throws -> GitRepository {
    try #require(GitRepository("\(scratch.path)/\(folder)", environment: ProcessEnvironment()))
  }

  /// A program that leaves a trace, and then does what filters do.
  private func trap() throws -> String {
    try scratch.script("trap", "#!/bin/sh\n: > '\(scratch.path)/sprung'\ncat\n")
  }

  private var isSprung: Bool { scratch.exists("sprung") }

  @Test func aCleanTreeIsItsCommit() async throws {
    let head = try await repository().head()
    #expect(head.revision?.utf8.count == 40)
    #expect(head.warning == nil)
  }

  @Test func aChangedFileMakesItDirty() async throws {
    try scratch.write("tree/file.txt", "changed\n")
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == true)
  }

  @Test func aFileThatIsNotTrackedDoesNot() async throws {
    try scratch.write("tree/other.txt", "new\n")
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == false)
  }

  @Test func submodulesAreThoseOfTheFileAndTheIndex() async throws {
    let file =
      "[submodule \"a.b\"]\n path = x/y z\n url = https://example.org/\n[submodule \"c\"]\npath=c\n[core]\nx=1\n"
    try scratch.write("tree/.gitmodules", file)
    try scratch.write("loose/.gitmodules", file)
    let submodules = [
      GitSubmodule(path: "x/y z", url: "https://example.org/"), GitSubmodule(path: "c", url: nil),
    ]
    #expect(try await repository().submodules() == submodules)
    #expect(try await repository("loose").submodules() == submodules)
    let commit = String(repeating: "0123456789", count: 4)
    try git("update-index", "--add", "--cacheinfo", "160000,\(commit),x/y z")
    #expect(try await repository().commit(ofSubmodule: "x/y z") == commit)
    #expect(try await repository().commit(ofSubmodule: "file.txt") == nil)
    #expect(try await repository("loose").commit(ofSubmodule: "c") == nil)
    try scratch.write("loose/.gitmodules", "[submodule\n")
    #expect(try await repository("loose").submodules() == [])
  }

  @Test func aFolderInNoRepositoryHasNoRevision() async throws {
    try scratch.write("loose/file", "")
    let head = try await repository("loose").head()
    #expect(head.revision == nil)
    #expect(head.warning == nil)
  }

  @Test func aRepositoryWithoutCommitsIsWarnedOf() async throws {
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/empty", withIntermediateDirectories: true)
    #expect(
      try Program.run(Provided.program("/usr/bin/git"), ["-C", "\(scratch.path)/empty", "init", "--quiet"])
        .status == 0)
    let head = try await repository("empty").head()
    #expect(head.revision == nil)
    #expect(head.warning?.code == .revisionUnknown)
  }

  @Test func theMonitorOfFilesIsNotStarted() async throws {
    try git("config", "core.fsmonitor", try trap())
    try scratch.write("tree/file.txt", "changed\n")
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == true)
    #expect(!isSprung)
  }

  @Test(arguments: ["clean", "process"]) func filtersAreNotStarted(kind: String) async throws {
    try scratch.write("tree/.gitattributes", "*.txt filter=a=b\n")
    try git("add", ".")
    try commit()
    let config = "\(scratch.path)/tree/.git/config"
    let old = try String(contentsOfFile: config, encoding: .utf8)
    try (old + "[filter \"a=b\"]\n  \(kind) = \(try trap())\n  required\n")
      .write(toFile: config, atomically: true, encoding: .utf8)
    // Another time, the same size: git has to compare contents.
    try scratch.write("tree/file.txt", "contentz\n")
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == true)
    #expect(!isSprung)
  }

  @Test func textConvertersAreNotStarted() async throws {
    try scratch.write("tree/.gitattributes", "*.txt diff=trap\n")
    try git("config", "diff.trap.textconv", try trap())
    _ = try await repository().author(of: 1, in: "file.txt", range: "HEAD")
    #expect(!isSprung)
  }

  @Test func aMissingObjectIsNotFetched() async throws {
    try git("config", "remote.origin.url", "ext::\(try trap())")
    try git("config", "remote.origin.promisor", "true")
    try git("config", "remote.origin.partialclonefilter", "blob:none")
    try git("config", "protocol.ext.allow", "always")
    let missing = String(repeating: "1", count: 40)
    _ = try? await repository().contents(of: [missing])
    #expect(!isSprung)
  }

  @Test func aChangeInASubmoduleIsAChange() async throws {
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/inner", withIntermediateDirectories: true)
    try scratch.write("inner/source.c", "int a;\n")
    for arguments in [
      ["init", "--quiet"], ["add", "."],
      ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "inner"],
    ] {
      #expect(
        try Program.run(Provided.program("/usr/bin/git"), ["-C", "\(scratch.path)/inner"] + arguments).status
          == 0)
    }
    try git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "\(scratch.path)/inner", "sub")
    try commit()
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == false)
    try scratch.write("tree/sub/source.c", "int b;\n")
    #expect(try await repository().head().revision?.hasSuffix("-dirty") == true)
  }
}
