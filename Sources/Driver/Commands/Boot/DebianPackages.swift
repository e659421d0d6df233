import Diagnostics
import Host

/// Downloads Debian packages with apt and unpacks them. Nothing is installed.
struct DebianPackages {
  let files: FileSystem
  let console: Console
  let environment: ProcessEnvironment
  /// The options of apt for another architecture than the machine's; see `foreign`.
  private(set) var options: [String] = []

  /// The same for another architecture, whose lists of packages are downloaded into `folder`. The machine's own
  /// configuration and lists, which need not have it, stay as they are.
  func foreign(_ architecture: String, in folder: String) async throws(DiagnosticError) -> DebianPackages {
    // Archives of other vendors may not have the architecture.
    let format = "deb [arch=\(architecture)] $(REPO_URI) $(RELEASE) $(COMPONENT)"
    let targets = try await apt(
      "apt-get", ["indextargets", "--format", format, "Created-By: Packages", "Origin: Debian"])
    var seen: Set<Substring> = []
    let sources = targets.text.split(separator: "\n").filter { seen.insert($0).inserted }
    guard !sources.isEmpty else {
      throw DiagnosticError(.packagesUnavailable("apt has no package lists of Debian.\n\(targets.errors)"))
    }
    for place in ["lists/partial", "cache/archives/partial"] { try files.createFolder("\(folder)/\(place)") }
    let list = "\(folder)/debian.list"
    try files.replace(list, with: Array((sources.joined(separator: "\n") + "\n").utf8), durably: false)

    var foreign = self
    let settings = [
      "APT::Architecture=\(architecture)", "APT::Architectures=\(architecture)",
      "Dir::Etc::SourceList=\(list)",
      "Dir::Etc::SourceParts=/dev/null", "Dir::State::lists=\(folder)/lists",
      // What is installed here is of the machine's architecture.
      "Dir::State::status=/dev/null", "Dir::Cache=\(folder)/cache", "Acquire::Languages=none",
      "APT::Update::Post-Invoke-Success=/bin/true",
    ]
    foreign.options = settings.flatMap { ["-o", $0] }
    console.progress("downloading Debian's lists of packages for \(architecture)")
    let update = try await foreign.apt("apt-get", ["-q", "update"])
    guard update.isSuccess else { throw DiagnosticError(.packagesUnavailable(update.errors)) }
    return foreign
  }

  /// Downloads packages and unpacks all of them into the folder `tree`.
  func unpack(_ names: [String], into tree: String) async throws(DiagnosticError) {
    let dpkg = try HostProgram(
      "dpkg-deb", role: "unpacks Debian's Xen packages", package: "dpkg", environment: environment)
    let downloads = tree + ".packages"
    try files.createFolder(downloads)
    defer { try? files.removeTree(downloads) }
    console.progress("downloading \(names.joined(separator: " "))")
    let result = try await apt("apt-get", ["-q", "download"] + names, in: downloads)
    guard result.isSuccess else { throw DiagnosticError(.packagesUnavailable(result.errors)) }
    try files.createFolder(tree)
    for name in try files.list(downloads) where name.hasSuffix(".deb") {
      let result = try await dpkg.run(["-x", "\(downloads)/\(name)", tree])
      guard result.isSuccess else { throw DiagnosticError(.packageDamaged(name, result.errors)) }
    }
  }

  /// The package on which a metapackage such as `linux-image-amd64` currently depends.
  func current(_ name: String, beginsWith prefix: String) async throws(DiagnosticError) -> String {
    let result = try await apt("apt-cache", ["depends", "--important", name])
    for line in result.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "Depends:", words[1].hasPrefix(prefix) { return String(words[1]) }
    }
    throw DiagnosticError(.packagesUnavailable(result.errors.isEmpty ? result.text : result.errors))
  }

  private func apt(_ program: String, _ arguments: [String], in folder: String? = nil)
    async throws(DiagnosticError) -> HostProgram.Result
  {
    let apt = try HostProgram(
      program, role: "downloads Debian's Xen packages", package: "apt", environment: environment)
    // apt, run as root, downloads as a user of its own, who cannot write here.
    return try await apt.run(["-o", "APT::Sandbox::User=root"] + options + arguments, in: folder)
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
