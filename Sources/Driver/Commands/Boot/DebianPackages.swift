import Diagnostics
import Host

/// Downloads Debian packages with apt and unpacks them. Nothing is installed.
struct DebianPackages {
  let files: FileSystem
  let console: Console
  let environment: ProcessEnvironment

  /// Downloads packages and unpacks all of them into the folder `tree`.
  func unpack(_ names: [String], into tree: String) async throws(DiagnosticError) {
    let apt = try HostProgram(
      "apt-get", role: "downloads Debian's Xen packages", package: "apt", environment: environment)
    let dpkg = try HostProgram(
      "dpkg-deb", role: "unpacks Debian's Xen packages", package: "dpkg", environment: environment)
    let downloads = tree + ".packages"
    try files.createFolder(downloads)
    defer { try? files.removeTree(downloads) }
    console.progress("downloading \(names.joined(separator: " "))")
    // apt, run as root, downloads as a user of its own, who cannot write here.
    let result = try await apt.run(
      ["-q", "-o", "APT::Sandbox::User=root", "download"] + names, in: downloads)
    guard result.isSuccess else { throw DiagnosticError(.packagesUnavailable(result.errors)) }
    try files.createFolder(tree)
    for name in try files.list(downloads) where name.hasSuffix(".deb") {
      let result = try await dpkg.run(["-x", "\(downloads)/\(name)", tree])
      guard result.isSuccess else { throw DiagnosticError(.packageDamaged(name, result.errors)) }
    }
  }

  /// The package on which a metapackage such as `linux-image-amd64` currently depends.
  func current(_ name: String, beginsWith prefix: String) async throws(DiagnosticError) -> String {
    let apt = try HostProgram(
      "apt-cache", role: "lists the dependencies of Debian's packages", package: "apt",
      environment: environment)
    let result = try await apt.run(["depends", "--important", name])
    for line in result.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "Depends:", words[1].hasPrefix(prefix) { return String(words[1]) }
    }
    throw DiagnosticError(.packagesUnavailable(result.errors.isEmpty ? result.text : result.errors))
  }
}

extension Diagnostic {
  static func packagesUnavailable(_ transcript: String) -> Diagnostic {
    Diagnostic(
      .xenPackagesUnavailable, at: .commandLine, "Debian's Xen packages cannot be downloaded",
      transcript: transcript,
      fix: "run 'apt-get update' on Debian 12 with a network connection, then run the command again")
  }

  static func packageDamaged(_ name: String, _ transcript: String) -> Diagnostic {
    Diagnostic(
      .xenPackageDamaged, at: .file(name), "dpkg-deb cannot unpack the package", transcript: transcript,
      fix: "free space on the disk that holds the cache, and run the command again")
  }
}
