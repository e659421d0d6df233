import Diagnostics
import Host
import PlatformModel
import Vocabulary

/// The images of a folder that variants are to be equal to.
struct ReferenceImages {
  let folder: String
  let files: FileSystem

  /// The first image that a variant names and the folder has: in the folder itself, or in a folder
  /// there.
  ///
  /// - Throws: `variant-reference-missing`.
  func image(of variant: SelectedVariant) throws(DiagnosticError) -> String {
    if files.kind(of: folder) == .file { return folder }
    let names = ((try? files.list(folder)) ?? []).sorted()
    let folders = [folder] + names.map { "\(folder)/\($0)" }
    for image in variant.images {
      for folder in folders where files.kind(of: "\(folder)/\(image.name)") == .file {
        return "\(folder)/\(image.name)"
      }
    }
    throw DiagnosticError(
      .variantReferenceMissing(folder, variant.name, images: variant.images.map(\.name)))
  }
}

extension Diagnostic {
  fileprivate static func variantReferenceMissing(_ folder: String, _ name: VariantName, images: [String])
    -> Diagnostic
  {
    Diagnostic(
      .variantReferenceMissing, at: .file(folder), about: .variant(name),
      "expected an image of '\(name)', found none of \(images.isEmpty ? "no names" : images.joined(separator: ", "))",
      fix: "put the image there, or choose other variants with --only")
  }
}
