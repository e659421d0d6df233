package import Diagnostics

/// Reads the files of a commit without checking anything out.
extension GitRepository {
  /// The maximum size of a listing in bytes, more than for any commit of edk2.
  private static let largestListing = 1 << 26
  /// The maximum size of all contents in bytes; all manifests of edk2 have 10 MB.
  private static let largestContents = 1 << 28

  /// The blobs of a commit by path, relative to the workspace.
  ///
  /// - Throws: `revision-unreadable`, `program-failed`.
  package func files(of commit: String) async throws(DiagnosticError) -> [String: String] {
    let listing = try await run(["ls-tree", "-r", "-z", commit], limit: Self.largestListing)
    guard listing.isSuccess else {
      throw DiagnosticError(.revisionUnreadable(commit, reason: listing.errors))
    }
    var files: [String: String] = [:]
    // Each entry is `mode type id<tab>path`.
    for entry in listing.output.split(separator: 0) {
      guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let words = entry[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 3, words[1].elementsEqual("blob".utf8) else { continue }
      files[String(decoding: entry[(tab + 1)...], as: UTF8.self)] = String(decoding: words[2], as: UTF8.self)
    }
    return files
  }

  /// The maximum number of ids in one call. They must fit into a pipe completely: otherwise git could wait for
  /// kiln to read its output while kiln waits for git to read its input.
  private static let mostBlobs = 1000

  /// The contents of blobs by their ids.
  ///
  /// - Throws: `revision-unreadable`, `program-failed`.
  package func contents(of blobs: [String]) async throws(DiagnosticError) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for start in stride(from: 0, to: blobs.count, by: Self.mostBlobs) {
      let some = blobs[start..<min(blobs.count, start + Self.mostBlobs)]
      let wanted = Array((some.joined(separator: "\n") + "\n").utf8)
      let answer = try await run(["cat-file", "--batch"], input: wanted, limit: Self.largestContents)
      guard answer.isSuccess else {
        throw DiagnosticError(.revisionUnreadable(folder, reason: answer.errors))
      }
      Self.read(answer.output, into: &contents)
    }
    return contents
  }

  /// Each answer is `id type size<newline>contents<newline>`.
  private static func read(_ bytes: [UInt8], into contents: inout [String: [UInt8]]) {
    var next = 0
    while next < bytes.count, let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) {
      let words = bytes[next..<end].split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count == 3, let size = Int(words[2]), size >= 0, size < bytes.count - end else { return }
      contents[words[0]] = Array(bytes[(end + 1)..<(end + 1 + size)])
      next = end + size + 2
    }
  }
}

extension Diagnostic {
  package static func revisionUnreadable(_ revision: String, reason: String) -> Diagnostic {
    Diagnostic(
      .revisionUnreadable, at: .commandLine, "git cannot read '\(revision)'", transcript: reason,
      fix: "fetch the missing objects, or name another revision")
  }

  package static func revisionMissing(_ revision: String, in folder: String) -> Diagnostic {
    Diagnostic(
      .revisionMissing, at: .commandLine,
      "expected a revision of the repository in \(folder), found '\(revision)'",
      fix: "name a commit, tag or branch that has been fetched")
  }

  package static func repositoryMissing(_ folder: String) -> Diagnostic {
    Diagnostic(
      .repositoryMissing, at: .file(folder),
      "expected a folder of a git repository, found one without revisions",
      fix: "name a checkout of edk2 with --workspace")
  }
}
