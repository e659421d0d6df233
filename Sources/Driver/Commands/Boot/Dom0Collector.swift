import Diagnostics
import Emulation
import Host
import ObjectFormats

/// Collects a part of dom0 from unpacked packages, with the libraries that its programs link: those of the
/// packages, otherwise those of the host if its architecture is dom0's.
struct Dom0Collector {
  let platform: Dom0Platform
  let files: FileSystem
  /// The folder with the unpacked packages.
  let tree: String
  var disk = RAMDisk()

  init(_ platform: Dom0Platform, files: FileSystem, tree: String) {
    self.platform = platform
    self.files = files
    self.tree = tree
  }

  mutating func add(_ part: Dom0Files.Part) throws(DiagnosticError) {
    for path in part.programs {
      let bytes = try packaged(path)
      disk.add(path, .program(bytes))
      try addLibraries(of: bytes, named: path)
    }
    for path in part.files { disk.add(path, .file(try packaged(path))) }
    for name in part.lateLibraries { try addLibrary(name, wantedBy: "xl") }
  }

  /// The bytes of a file in the packages.
  func packaged(_ path: String) throws(DiagnosticError) -> [UInt8] {
    let file = "\(tree)/\(path)"
    guard files.kind(of: file) == .file else { throw DiagnosticError(.packagedFileMissing(path)) }
    return try files.contents(of: file)
  }

  private mutating func addLibraries(of bytes: [UInt8], named path: String) throws(DiagnosticError) {
    let names: [String]
    do {
      names = try ELFImage(parsing: bytes[...]).neededLibraries()
    } catch {
      throw DiagnosticError(.packagedFileMissing(path))
    }
    for name in names { try addLibrary(name, wantedBy: path) }
  }

  private mutating func addLibrary(_ name: String, wantedBy path: String) throws(DiagnosticError) {
    let place = "\(name == platform.loader ? platform.loaderFolder : platform.libraries)/\(name)"
    guard !disk.contains(place) else { return }
    let candidates = (platform.usesHostLibraries ? [tree, ""] : [tree]).flatMap { root in
      platform.libraryFolders.map { "\(root)/\($0)/\(name)" }
    }
    guard let file = candidates.first(where: { files.kind(of: $0) == .file }) else {
      throw DiagnosticError(.libraryMissing(name, wantedBy: path))
    }
    let bytes = try files.contents(of: file)
    disk.add(place, .program(bytes))
    try addLibraries(of: bytes, named: file)
  }
}

extension Diagnostic {
  static func packagedFileMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .xenFileMissing, at: .commandLine, "expected \(path) in Debian's Xen packages, found no usable file",
      fix: "use kiln on Debian 12, whose Xen is \(Dom0Files.version)")
  }

  static func libraryMissing(_ name: String, wantedBy path: String) -> Diagnostic {
    Diagnostic(
      .xenLibraryMissing, at: .commandLine,
      "Xen's \(path) needs \(name), which is neither in Debian's packages nor on this machine",
      fix:
        "install the Debian package that contains it; 'apt-get install qemu-system-xen' brings most of them")
  }
}
