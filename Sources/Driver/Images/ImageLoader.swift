import Compression
import Diagnostics
import FirmwareImage
import Host
import Packaging

/// Reads images from disk.
struct ImageLoader {
  let files: FileSystem

  /// An image as it was read.
  struct Loaded {
    let image: FlashImage
    /// What is wrong with it, and does not prevent reading it.
    let problems: [Diagnostic]
    let file: VariantRecord.Image
    let bytes: [UInt8]
  }

  /// The image at `path`, and its problems that do not prevent reading it.
  func load(_ path: String) throws(DiagnosticError) -> (image: FlashImage, problems: [Diagnostic]) {
    let loaded = try read(path)
    return (loaded.image, loaded.problems)
  }

  /// The same with what tells the file from another.
  func read(_ path: String) throws(DiagnosticError) -> Loaded {
    let bytes = try files.contents(of: path)
    guard !bytes.isEmpty else { throw DiagnosticError(.imageEmpty(path)) }
    let parsed = FlashImage.parse(bytes, path: path, decoder: SectionCodecs())
    guard !parsed.image.volumes.isEmpty else {
      let errors = parsed.diagnostics.filter { $0.severity == .error }
      throw DiagnosticError(errors.isEmpty ? [.imageWithoutVolume(path)] : errors)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Loaded(
      image: parsed.image, problems: parsed.diagnostics, file: VariantRecord.Image(name, bytes), bytes: bytes)
  }

  /// The images of `path`: itself, or those in a folder, sorted by name.
  func imagePaths(_ path: String) throws(DiagnosticError) -> [String] {
    guard files.kind(of: path) == .folder else { return [path] }
    let names = try files.list(path).filter { $0.lowercased().hasSuffix(".fd") }
    guard !names.isEmpty else { throw DiagnosticError(.folderWithoutImage(path)) }
    return names.map { "\(path)/\($0)" }
  }

  /// The folder of the images of a build folder; for any other path the path itself.
  func imageFolder(_ path: String) -> String {
    files.kind(of: "\(path)/FV") == .folder ? "\(path)/FV" : path
  }

  /// The image to start: itself, or the one in a folder or build folder that comes first in `names`.
  func imagePath(_ path: String, preferring names: [String]) throws(DiagnosticError) -> String {
    guard files.kind(of: path) == .folder else { return path }
    let folder = imageFolder(path)
    let images = try imagePaths(folder)
    return names.map { "\(folder)/\($0)" }.first(where: images.contains) ?? images[0]
  }

  /// The modules of an image, or of all images and `.ffs` files in a folder and its subfolders.
  func loadModules(_ path: String) throws(DiagnosticError) -> PrebuiltModules {
    var modules = PrebuiltModules(description: path)
    guard files.kind(of: path) == .folder else {
      try add(path, to: &modules)
      return modules
    }
    try addFolder(path, depth: 0, to: &modules)
    guard modules.count > 0 else { throw DiagnosticError(.folderWithoutImage(path)) }
    return modules
  }

  /// The maximum depth of folders; deeper ones are a mistake or a cycle of links.
  private static let deepestFolder = 16

  private func addFolder(_ path: String, depth: Int, to modules: inout PrebuiltModules)
    throws(DiagnosticError)
  {
    guard depth < Self.deepestFolder else { return }
    for name in try files.list(path) {
      let inner = "\(path)/\(name)"
      switch files.kind(of: inner) {
      case .folder: try addFolder(inner, depth: depth + 1, to: &modules)
      case .file where name.lowercased().hasSuffix(".ffs"):
        if let file = FFSFile.parse(try files.contents(of: inner), path: inner, decoder: SectionCodecs()) {
          modules.add(file)
        }
      case .file where [".fd", ".fv", ".rom"].contains(where: name.lowercased().hasSuffix):
        try add(inner, to: &modules)
      default: break
      }
    }
  }

  private func add(_ path: String, to modules: inout PrebuiltModules) throws(DiagnosticError) {
    let loaded = try read(path)
    // Modules are not taken from a damaged image, even if they are intact.
    let errors = loaded.problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw DiagnosticError(errors) }
    for volume in loaded.image.volumes { modules.add(volume) }
  }
}

extension Diagnostic {
  static func imageEmpty(_ path: String) -> Diagnostic {
    Diagnostic(
      .imageTruncated, at: .image(path: path, offsets: [0]), "expected a firmware image, found an empty file",
      fix: "give a firmware image")
  }

  static func imageWithoutVolume(_ path: String) -> Diagnostic {
    Diagnostic(
      .imageNoVolume, at: .file(path), "expected a firmware volume, found none in this file",
      fix: "give a flash image or a firmware volume")
  }

  static func folderWithoutImage(_ path: String) -> Diagnostic {
    Diagnostic(
      .folderNoImage, at: .file(path), "expected a firmware image in this folder, found none",
      fix: "give a folder with .fd files, or the path of an image")
  }
}
