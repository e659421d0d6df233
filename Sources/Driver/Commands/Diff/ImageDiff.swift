import Comparison
import Compression
import Diagnostics
import FirmwareImage
import Host
import Sizes

/// Compares two images, folders of images, or build folders by contents.
struct ImageDiff {
  /// As typed.
  let a: String
  let b: String
  /// The options that are claimed of both.
  let claimed: PlatformSelection
  let context: Context

  /// The differences, and the problems of images that could still be read.
  func comparison() throws(DiagnosticError) -> (BuildComparison, [Diagnostic]) {
    let pathsA = try imagePaths(a, beside: b)
    let pathsB = try imagePaths(b, beside: a)
    let isPair = context.files.kind(of: a) != .folder || context.files.kind(of: b) != .folder
    var (sideA, problems) = try load(pathsA, named: a)
    var (sideB, more) = try load(pathsB, named: b)
    for path in [a, b] {
      try BuiltVariant(of: ImageLoader(files: context.files).imageFolder(path), context: context)
        .check(claims: claimed)
    }
    problems += more
    sideA.modules = buildFolder(of: a).flatMap { BuildFunctions($0, files: context.files) }
    sideB.modules = buildFolder(of: b).flatMap { BuildFunctions($0, files: context.files) }
    let comparison = BuildComparison(sideA, sideB, pairsByName: !isPair) {
      SizeAttribution($0, ledgers: LZMALedgers())
    }
    return (comparison, problems)
  }

  /// The images of an argument: itself, or those in a folder or build folder. If the other argument is a single
  /// image, the one with its name, or the only one.
  private func imagePaths(_ path: String, beside other: String) throws(DiagnosticError) -> [String] {
    let loader = ImageLoader(files: context.files)
    let paths = try loader.imagePaths(loader.imageFolder(path))
    guard context.files.kind(of: path) == .folder, context.files.kind(of: other) != .folder, paths.count > 1
    else { return paths }
    guard let same = paths.first(where: { fileName($0) == fileName(other) }) else {
      throw DiagnosticError(.imageNotInFolder(fileName(other), folder: path))
    }
    return [same]
  }

  private func load(_ paths: [String], named name: String) throws(DiagnosticError) -> (
    BuildComparison.Side, [Diagnostic]
  ) {
    let loader = ImageLoader(files: context.files)
    var images: [(name: String, image: FlashImage)] = []
    var problems: [Diagnostic] = []
    var read: [VariantRecord.Image] = []
    for path in paths {
      let loaded = try loader.read(path)
      images.append((fileName(path), loaded.image))
      problems += loaded.problems
      read.append(loaded.file)
    }
    let folder = context.files.kind(of: name) == .folder && paths.count > 1
    try BuiltVariant(of: folder ? loader.imageFolder(name) : paths[0], context: context).checkImages(read)
    return (BuildComparison.Side(name: name, images: images, modules: nil), problems)
  }

  /// The `<TARGET>_<TOOLCHAIN>` folder of a path: itself, or the one that contains it.
  private func buildFolder(of path: String) -> String? {
    let whole = context.files.absolute(path)
    var candidates = [whole, parent(of: whole)]
    if context.files.kind(of: path) != .folder { candidates.append(parent(of: parent(of: whole))) }
    return candidates.first { context.files.kind(of: "\($0)/FV/Guid.xref") == .file }
  }

  private func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension Diagnostic {
  static func imageNotInFolder(_ name: String, folder: String) -> Diagnostic {
    Diagnostic(
      .imageNotInFolder, at: .file(folder), "expected an image '\(name)' in this folder, found only others",
      fix: "give the path of the image to compare with")
  }
}
