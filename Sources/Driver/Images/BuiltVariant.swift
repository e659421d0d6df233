import Diagnostics
import Host
import Identify
import Inspection
import Manifests
import PlatformModel
import Vocabulary

/// Which variant images are of: what the record beside them says, or, without a record, what is in them.
struct BuiltVariant: Sendable {
  /// The folder of the images, or the file of one.
  let path: String
  /// The build folder above `FV`; nil if the images are in no such folder.
  let folder: String?
  /// What the build left there.
  let record: VariantRecord?
  private let files: FileSystem

  /// - Parameter path: of an image, or of the folder that contains it.
  init(of path: String, context: Context) {
    files = context.files
    self.path = path
    let images = files.kind(of: path) == .folder ? path : TreePath.folder(of: files.absolute(path))
    let whole = files.absolute(images)
    folder = whole.hasSuffix("/FV") ? String(whole.dropLast(3)) : nil
    let file = folder.map { "\($0)/\(VariantRecord.fileName)" }
    guard let file, case .bytes(let bytes) = files.read(file) else {
      record = nil
      return
    }
    do throws(VariantRecord.Fault) {
      record = try VariantRecord(parsing: bytes)
    } catch {
      record = nil
      context.warn([.variantRecordUnreadable(file, reason: error.reason)])
    }
  }

  /// What the command line says of the platform, completed by what the record says of it.
  func completing(_ selection: PlatformSelection) -> PlatformSelection {
    guard let variant = record?.variant else { return selection }
    var selection = selection
    selection.givenTarget = selection.givenTarget ?? variant.target
    selection.givenToolchain = selection.givenToolchain ?? variant.toolchain
    if selection.architectures.isEmpty {
      selection.architectures = variant.architectures.sorted { $0.name < $1.name }
    }
    // In front of what is said, which counts where it says something else.
    selection.defines =
      variant.defines.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + selection.defines
    selection.pcds = variant.pcds.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + selection.pcds
    return selection
  }

  /// Compares the images with what is claimed of them.
  ///
  /// - Parameter claimed: the platform as the command line configures it.
  /// - Returns: without a record, how the contents of the images contradict the claim; nil if they do not.
  /// - Throws: `images-replaced`, `variant-differs`.
  func check(
    _ measured: Measurement, against claimed: Variant, of platform: ResolvedPlatform
  ) throws(DiagnosticError) -> Diagnostic? {
    guard let record else { return contradiction(in: measured, to: platform) }
    try checkImages(measured.files)
    let differences = claimed.differences(from: record.variant)
    if differences.isEmpty { return nil }
    throw DiagnosticError(.variantDiffers(folder ?? path, differences))
  }

  /// Compares the record with the options that are claimed of images which no platform is named for.
  ///
  /// - Throws: `variant-differs`; without a record `variant-unrecorded`, as nothing tells whether the options are right.
  func check(claims: PlatformSelection) throws(DiagnosticError) {
    let asked = try Workspace.configuration(claims)
    guard
      claims.givenTarget != nil || claims.givenToolchain != nil || !claims.architectures.isEmpty
        || !asked.defines.isEmpty || !asked.pcds.isEmpty
    else { return }
    guard let built = record?.variant else { throw DiagnosticError(.variantUnrecorded(folder ?? path)) }
    var claimed = built
    claimed.target = claims.givenTarget ?? built.target
    claimed.toolchain = claims.givenToolchain ?? built.toolchain
    if !claims.architectures.isEmpty { claimed.architectures = Set(claims.architectures) }
    for define in asked.defines { claimed.defines[define.name] = define.value }
    for pcd in asked.pcds {
      let full = built.pcds.keys.sorted().first { $0 == pcd.name || $0.hasSuffix(".\(pcd.name)") }
      claimed.pcds[full ?? pcd.name] = pcd.value
    }
    let differences = claimed.differences(from: built)
    guard differences.isEmpty else { throw DiagnosticError(.variantDiffers(folder ?? path, differences)) }
  }

  /// Compares images with the record: another program may have written into the folder since.
  ///
  /// - Parameter found: the files of `path` as they were read.
  /// - Throws: `images-replaced`.
  func checkImages(_ found: [VariantRecord.Image]) throws(DiagnosticError) {
    guard let record, let folder else { return }
    let isWhole = files.kind(of: path) == .folder
    let wanted = record.images.filter { image in isWhole || found.contains { $0.name == image.name } }
    let replaced =
      wanted.filter { !found.contains($0) }.map(\.name)
      + found.filter { file in !record.images.contains { $0.name == file.name } }.map(\.name)
    guard replaced.isEmpty else { throw DiagnosticError(.imagesReplaced(folder, replaced)) }
  }

  /// Compares the files in the images with those that the platform places, and the build target with their traces.
  private func contradiction(in measured: Measurement, to platform: ResolvedPlatform) -> Diagnostic? {
    let differences = PlacementDifferences(measured.maps, from: platform)
    guard differences.isEmpty else { return .imagesOtherVariant(path, platform, differences) }
    for image in measured.images {
      guard let trace = BuildTrace(image.image).contradiction(to: platform.target) else { continue }
      return .imagesOtherTarget(path, platform.target, trace: trace.text)
    }
    return nil
  }
}

extension Workspace {
  /// The variant that the selection describes.
  func variant(of platform: ResolvedPlatform) throws(DiagnosticError) -> Variant {
    let asked = try Self.configuration(selection)
    func last(_ pairs: [(name: String, value: String)]) -> [String: String] {
      Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
    }
    func full(_ name: String) -> String {
      name.contains(".") ? name : platform.pcds.names(of: name).first?.description ?? name
    }
    return Variant(
      platform: pathInRoots, architectures: Set(platform.architectures), target: platform.target,
      toolchain: platform.toolchain, defines: last(asked.defines),
      pcds: last(asked.pcds.map { (name: full($0.name), value: $0.value) }))
  }

  /// The DSC below the root that contains it, so that a record does not depend on where the tree is.
  private var pathInRoots: String {
    let whole = files.absolute(platform)
    return absoluteRoots.compactMap { TreePath.relative(whole, to: $0) }.min { $0.utf8.count < $1.utf8.count }
      ?? whole
  }
}

extension Diagnostic {
  static func variantRecordUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .variantRecordUnreadable, at: .file(path), "the record of the build cannot be used: \(reason)",
      fix: "build again with this kiln; until then the files in the images are compared with the platform")
  }

  static func variantDiffers(_ folder: String, _ differences: [Variant.Difference]) -> Diagnostic {
    let claimed = differences.map { $0.option($0.own) }.joined(separator: ", ")
    let built = differences.map { $0.option($0.other) }.joined(separator: ", ")
    return Diagnostic(
      .variantDiffers, at: .file(folder), "it was built with \(built); the command line says \(claimed)",
      fix: "say the options that it was built with, or build it with these")
  }

  static func variantUnrecorded(_ path: String) -> Diagnostic {
    Diagnostic(
      .variantUnrecorded, at: .file(path),
      "options describe a platform, and there is no record of what these images were built with",
      fix: "leave the options out, or name the folder of a build by this kiln")
  }

  static func imagesReplaced(_ folder: String, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .imagesReplaced, at: .file("\(folder)/FV"),
      "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") not what the build wrote",
      fix: "build again, or remove \(VariantRecord.fileName) if another program made the images")
  }

  static func imagesOtherTarget(_ path: String, _ target: BuildTarget, trace: String) -> Diagnostic {
    Diagnostic(
      .imagesOtherVariant, at: .file(path),
      "the images were not built with -b \(target): an executable contains '\(trace)'",
      fix: "say the target that the images were built with")
  }

  /// How many files are listed.
  private static let most = 10

  static func imagesOtherVariant(
    _ path: String, _ platform: ResolvedPlatform, _ differences: PlacementDifferences
  ) -> Diagnostic {
    let missing = differences.missing.map { "missing in \($0.volume): \($0.name)" }
    let foreign = differences.foreign.map { "in \($0.volume), but not placed there: \($0.name)" }
    let all = missing + foreign
    let rest = all.count > most ? ["and \(all.count - most) more"] : []
    return Diagnostic(
      .imagesOtherVariant, at: .file(path),
      "the images are of another variant than \(platform.name) with these options: \(missing.count) files that its "
        + "FDF places are missing, and \(foreign.count) are not placed by it",
      notes: (all.prefix(most) + rest).map { Note($0) },
      fix: "say the platform and the options that the images were built with")
  }
}
