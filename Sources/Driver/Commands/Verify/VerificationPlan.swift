import Bytes
import Comparison
import Diagnostics
import FirmwareImage
import Host
import Packaging
import PlatformModel
import Vocabulary

/// Which images are compared with which build.
struct VerificationPlan {
  /// The images of one build.
  struct Group: Sendable {
    struct Image: Sendable {
      let path: String
      /// What the variant says of it; nil if the platform's flash devices tell which one it is.
      let shipped: ShippedImage?
    }

    /// nil for a single platform.
    let variant: VariantName?
    let platform: PlatformSelection
    let output: String?
    /// The `[FD]` of all images; nil for the one that fits.
    let device: String?
    var images: [Image]
  }

  private(set) var groups: [Group] = []
  /// What is left out. No image is verified yet.
  private(set) var summary = VerificationSummary()

  /// All images are of one platform.
  ///
  /// - Throws: `file-missing`, `folder-no-image`.
  init(
    _ paths: [String], of platform: PlatformSelection, output: String?, device: String?, context: Context
  ) throws(DiagnosticError) {
    var images: [Group.Image] = []
    for path in paths {
      let found = try Self.images(path, context.files)
      if found.isEmpty { throw DiagnosticError(.folderWithoutImage(path)) }
      images += found.map { .init(path: $0, shipped: nil) }
    }
    groups = [Group(variant: nil, platform: platform, output: output, device: device, images: images)]
  }

  /// Each image is of the variant that names it.
  ///
  /// - Throws: `file-missing`, `folder-no-image`, `verify-image-unnamed`, `verify-image-ambiguous`,
  ///   `verify-nothing`.
  init(_ paths: [String], of loaded: VariantLoader.Loaded, context: Context) throws(DiagnosticError) {
    groups = loaded.variants.map {
      Group(variant: $0.name, platform: $0.platform, output: $0.output, device: nil, images: [])
    }
    summary.leftOut = loaded.leftOut
    var hasFolder = false
    for path in paths {
      let isFolder = context.files.kind(of: path) == .folder
      hasFolder = hasFolder || isFolder
      let found = try Self.images(path, context.files)
      if found.isEmpty { throw DiagnosticError(.folderWithoutImage(path)) }
      for image in found {
        var choice = try Self.choose(image, inFolder: isFolder, among: loaded.variants, context)
        // In a folder the file itself is there too, or is not to be verified.
        if choice == nil, !isFolder {
          choice = try Self.choose(
            context.files.target(of: image), inFolder: false, among: loaded.variants, context)
        }
        if let choice {
          groups[choice.index].images.append(.init(path: image, shipped: choice.shipped))
        } else if isFolder {
          summary.unnamed.append(.init(path: image))
        } else {
          throw DiagnosticError(.verifyImageUnnamed(image, loaded))
        }
      }
    }
    if hasFolder {
      for (group, variant) in zip(groups, loaded.variants) {
        let missing = variant.images.filter { image in !group.images.contains { $0.shipped == image } }
        summary.missing += missing.map { .init(name: $0.name, variant: variant.name) }
      }
    }
    groups.removeAll { $0.images.isEmpty }
    guard !groups.isEmpty else { throw DiagnosticError(.verifyNothing(paths, loaded)) }
  }

  /// The image itself; of a folder the flash images in it and in the folders there.
  private static func images(_ path: String, _ files: FileSystem) throws(DiagnosticError) -> [String] {
    guard files.kind(of: path) == .folder else {
      guard files.kind(of: path) != nil else { throw DiagnosticError(.fileMissing(path)) }
      return [path]
    }
    var found: [String] = []
    for name in try files.list(path) {
      let inner = "\(path)/\(name)"
      switch files.kind(of: inner) {
      case .file where isImage(name): found.append(inner)
      case .folder:
        // A folder that may not be read has nothing that was asked for by name.
        for name in (try? files.list(inner)) ?? [] where isImage(name) {
          if files.kind(of: "\(inner)/\(name)") == .file { found.append("\(inner)/\(name)") }
        }
      default: break
      }
    }
    return found
  }

  private static func isImage(_ name: String) -> Bool { name.lowercased().hasSuffix(".fd") }

  /// The variant that names an image. If several do, then its architecture, its folder, which may be the name of a
  /// package, and its size tell.
  private static func choose(
    _ path: String, inFolder: Bool, among variants: [SelectedVariant], _ context: Context
  ) throws(DiagnosticError) -> (index: Int, shipped: ShippedImage)? {
    let parts = path.split(separator: "/")
    let name = parts.last.map(String.init) ?? path
    var candidates: [(index: Int, shipped: ShippedImage)] = []
    for (index, variant) in variants.enumerated() {
      if let image = variant.images.first(where: { $0.name == name }) { candidates.append((index, image)) }
    }
    // In a folder of several packages, QEMU_EFI.fd may be that of a variant that is not selected.
    guard candidates.count > 1 || inFolder && !candidates.isEmpty else { return candidates.first }
    let loaded: ImageLoader.Loaded
    do {
      loaded = try ImageLoader(files: context.files).read(path)
    } catch {
      // What cannot be read is said when it is compared.
      if candidates.count == 1 { return candidates[0] }
      throw error
    }
    let machines = Set(loaded.image.architectures)
    let folder = parts.dropLast().last.map(String.init) ?? ""
    let tests: [(Int, ShippedImage) -> Bool] = [
      { index, _ in
        let built = variants[index].platform.architectures
        return built.isEmpty || machines.isSubset(of: built)
      },
      { index, _ in variants[index].product == folder },
      { _, shipped in shipped.size == loaded.bytes.count },
    ]
    if inFolder {
      candidates.removeAll { !tests[0]($0.index, $0.shipped) }
      if candidates.isEmpty { return nil }
    }
    for test in tests where candidates.count > 1 {
      let left = candidates.filter(test)
      if !left.isEmpty { candidates = left }
    }
    guard candidates.count == 1 else {
      throw DiagnosticError(.verifyImageAmbiguous(path, candidates.map { variants[$0.index].name }))
    }
    return candidates[0]
  }
}

extension VerificationSummary {
  /// Finds images that no variant names, and that are copies of verified ones.
  mutating func findSame(_ read: (String) -> [UInt8]?) {
    for index in unnamed.indices {
      guard let bytes = read(unnamed[index].path), images.contains(where: { $0.size == bytes.count }) else {
        continue
      }
      let digest = SHA256.text(bytes)
      unnamed[index].sameAs = images.first { $0.digest == digest }?.path
    }
  }
}
