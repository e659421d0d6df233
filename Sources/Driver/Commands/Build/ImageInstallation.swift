import Diagnostics
import Host
import Manifests
import PlatformModel
import Vocabulary

/// Copies the images of variants to a folder, under the names that the file of variants gives them.
struct ImageInstallation {
  private struct Copy {
    let image: ShippedImage
    let variant: VariantName
    /// The path of the built image.
    let source: String
  }

  private let copies: [Copy]
  private let folder: String
  private let context: Context

  /// - Throws: `variant-images-unnamed` if no variant has names for its images.
  init(_ variants: [SelectedVariant], folder: String, context: Context) throws(DiagnosticError) {
    copies = variants.flatMap { variant in
      variant.images.map { image in
        Copy(image: image, variant: variant.name, source: "\(variant.output ?? "")/FV/\(image.built)")
      }
    }
    guard !copies.isEmpty else { throw DiagnosticError(.variantImagesUnnamed) }
    self.folder = folder
    self.context = context
  }

  /// Writes all files or none.
  ///
  /// - Throws: `variant-image-missing`, `variant-image-twice`, `variant-image-too-large`.
  func write() throws(DiagnosticError) {
    var written: [(copy: Copy, bytes: [UInt8])] = []
    for copy in copies {
      guard case .bytes(let image) = context.files.read(copy.source) else {
        throw DiagnosticError(.variantImageMissing(copy.source, copy.variant))
      }
      var bytes = image
      if let size = copy.image.size {
        guard bytes.count <= size else {
          throw DiagnosticError(.variantImageTooLarge(copy.image, bytes.count, copy.variant))
        }
        bytes += [UInt8](repeating: 0, count: size - bytes.count)
      }
      guard let earlier = written.first(where: { $0.copy.image.name == copy.image.name }) else {
        written.append((copy, bytes))
        continue
      }
      guard earlier.bytes == bytes else {
        throw DiagnosticError(.variantImageTwice(copy.image.name, earlier.copy.variant, copy.variant))
      }
    }
    let names = written.map(\.copy.image.name)
    try context.files.createFolder(folder)
    try context.files.replaceAll(zip(names, written).map { (path: "\(folder)/\($0)", bytes: $1.bytes) })
    context.console.progress("wrote \(folder)/: \(names.joined(separator: " "))")
  }
}

extension Diagnostic {
  fileprivate static var variantImagesUnnamed: Diagnostic {
    Diagnostic(
      .variantImagesUnnamed, at: .commandLine,
      "--install needs the names of the images, and no selected variant has any",
      fix: "add '| images = OVMF_CODE.fd OVMF_CODE_4M.fd' to the lines of the variants")
  }

  fileprivate static func variantImageMissing(_ path: String, _ variant: VariantName) -> Diagnostic {
    Diagnostic(
      .variantImageMissing, at: .file(path), about: .variant(variant),
      "expected an image of the variant '\(variant)', found no file",
      fix: "name a file in FV/ of its build folder after 'images ='")
  }

  fileprivate static func variantImageTooLarge(_ image: ShippedImage, _ count: Int, _ variant: VariantName)
    -> Diagnostic
  {
    Diagnostic(
      .variantImageTooLarge, at: .commandLine, about: .variant(variant),
      "expected at most \(image.size ?? 0) bytes for \(image.name), found \(count) in \(image.built) of the "
        + "variant '\(variant)'",
      fix: "give \(image.name) a larger size in the file of variants")
  }

  fileprivate static func variantImageTwice(_ name: String, _ first: VariantName, _ second: VariantName)
    -> Diagnostic
  {
    Diagnostic(
      .variantImageTwice, at: .commandLine, about: .variant(second),
      "the variants '\(first)' and '\(second)' both install \(name), with different bytes",
      fix: "give each image a name of its own in the file of variants")
  }
}
