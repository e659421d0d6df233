package import Diagnostics
package import Manifests
package import PlatformModel
import Vocabulary

/// The files that edk2 generates from a module's .idf files.
package struct ImagePackage: Sendable {
  /// For the module's DEBUG folder: `<BaseName>ImgDefs.h` with the numbers of the images.
  package let header: GeneratedFile
  /// For its OUTPUT folder: `<BaseName>Idf.hpk`, the binary package; nil if the .idf files define no image.
  package let binary: GeneratedFile?
  /// The array `<BaseName>Images` for AutoGen.c; empty for a module with its packages in a resource section.
  package let code: [UInt8]

  package var files: [GeneratedFile] { [header] + (binary.map { [$0] } ?? []) }

  /// The text for AutoGen.h and AutoGen.c, and the generated files.
  package var addition: CodeAddition {
    CodeAddition(header: Array("#include \"\(header.name)\"\n".utf8), code: code, files: files)
  }

  /// nil for a module without .idf files.
  ///
  /// - Throws: all errors in the .idf files, or the first error of an image.
  package init?(
    _ module: BuildModule, files: any ManifestFiles, roots: WorkspaceRoots
  ) throws(DiagnosticError) {
    let sources = module.sources(withExtension: "idf")
    if sources.isEmpty { return nil }
    let files = ModuleFiles(files: files, roots: roots)
    var definitions = ImageDefinitions()
    for source in sources {
      let (bytes, path) = try files.read(source)
      definitions.parse(SourceFile(path: path, bytes: bytes))
    }
    try definitions.errors.throwIfErrors()
    let images = try Self.find(definitions.images, in: module)
    // All images have a file of a supported kind from here on.
    let used = ReferencedTokens(
      "IMAGE_TOKEN", of: module, skipping: ["jpg", "png", "bmp", "inf", "idf"], files: files)
    var writer = ImagePackageWriter(baseName: module.baseName, hasArray: module.buildType != .uefiHII)
    var numbers: [String: Int] = [:]
    for (image, file) in images where used.names.contains(image.name) {
      guard writer.nextNumber <= Int(UInt16.max) else { throw DiagnosticError(.imagesTooMany(image)) }
      if let first = numbers[file.path] {
        writer.add(ImageBlock(duplicateOf: first), name: image.name)
        continue
      }
      numbers[file.path] = writer.nextNumber
      let palette = writer.paletteCount + 1
      writer.add(try Self.block(image, file, palette: palette, files: files), name: image.name)
      guard writer.length <= HIIPackageHeader.longest else {
        throw DiagnosticError(.imagePackageTooLong(image))
      }
    }
    let name = "\(module.baseName)ImgDefs"
    let text = writer.header("\(name).h", guid: module.fileGUIDText, isEmpty: images.isEmpty)
    header = GeneratedFile(.debug, "\(name).h", contents: text)
    binary =
      images.isEmpty ? nil : GeneratedFile(.output, "\(module.baseName)Idf.hpk", contents: writer.binary)
    code = images.isEmpty ? [] : writer.code
  }

  private static let extensions = ["PNG", "BMP", "JPG"]

  /// Finds the source of each image, which must be one of the module's.
  private static func find(_ images: [ImageDefinitions.Image], in module: BuildModule) throws(DiagnosticError)
    -> [(image: ImageDefinitions.Image, file: BuildSource)]
  {
    var found: [(image: ImageDefinitions.Image, file: BuildSource)] = []
    var errors = DiagnosticList()
    let sources = Dictionary(module.sources.map { ($0.name(below: module.folder), $0) }) { first, _ in first }
    for image in images {
      guard let source = sources[image.file] else {
        errors.add(.imageNotInSources(image, module))
        continue
      }
      if extensions.contains(source.fileExtension.uppercased()) {
        found.append((image, source))
      } else {
        errors.add(.imageKindUnknown(image))
      }
    }
    try errors.throwIfErrors()
    return found
  }

  private static func block(
    _ image: ImageDefinitions.Image, _ source: BuildSource, palette: Int, files: ModuleFiles
  ) throws(DiagnosticError) -> ImageBlock {
    let (bytes, path) = try files.read(source)
    guard bytes.count <= HIIPackageHeader.longest else { throw DiagnosticError(.imagePackageTooLong(image)) }
    switch source.fileExtension.uppercased() {
    case "PNG": return ImageBlock(png: bytes)
    case "JPG":
      guard let block = ImageBlock(jpeg: bytes) else { throw DiagnosticError(.imageNotJFIF(path, image)) }
      return block
    default:
      let bitmap: Bitmap
      do throws(Bitmap.Mistake) { bitmap = try Bitmap(bytes) } catch {
        throw DiagnosticError(.imageNotBitmap(path, error, image))
      }
      let hasPalette = bitmap.bitsPerPixel != 24
      guard let number = UInt8(exactly: hasPalette ? palette : 0), bitmap.palette.count <= Int(UInt16.max)
      else { throw DiagnosticError(.imagePalettes(path, image)) }
      return ImageBlock(bitmap: bitmap, isTransparent: image.isTransparent, palette: number)
    }
  }
}
