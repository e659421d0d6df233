import Diagnostics
import Host
import Identify
import Inspection
import PlatformModel
import Sizes
import Vocabulary

/// Images that growth is measured from: whether they are of the platform and the variant that is measured.
struct BaseImages {
  private let base: Measurement
  private let built: BuiltVariant
  private let name: String
  private let context: Context

  /// - Parameters:
  ///   - path: of the image, or of the folder of the images.
  ///   - name: as the user wrote it.
  init(_ base: Measurement, at path: String, named name: String, context: Context) {
    self.base = base
    self.name = name
    self.context = context
    built = BuiltVariant(of: path, context: context)
  }

  /// Why growth since them says less than it seems to.
  ///
  /// The record of the build beside them tells it. Without one, the files in them tell the platform, and the executables
  /// the build target.
  ///
  /// - Throws: `base-other-platform`, `images-replaced`.
  func doubts(
    of measured: Measurement, _ selection: SubjectSelection, _ platform: ResolvedPlatform?, now: SizeRecord
  ) throws(DiagnosticError) -> [Diagnostic] {
    guard let record = built.record else {
      if let other = otherPlatform(than: measured) {
        throw DiagnosticError(.baseOtherPlatform(name, now: now, held: [other]))
      }
      guard let target = platform?.target else { return [] }
      let trace = base.images.lazy.compactMap { BuildTrace($0.image).contradiction(to: target) }.first
      return trace.map { [.baseOtherTarget(name, target: target.name, trace: $0.text)] } ?? []
    }
    try built.checkImages(base.files)
    guard let claimed = try variant(selection, platform) else { return [] }
    let differences = claimed.differences(from: record.variant)
    if differences.contains(where: { $0.property == .platform }) {
      throw DiagnosticError(.baseOtherPlatform(name, now: now, held: [record.variant.platform]))
    }
    guard !differences.isEmpty else { return [] }
    return [
      .baseOtherVariant(
        name, is: differences.map { $0.option($0.other) }.joined(separator: ", "),
        measured: differences.map { $0.option($0.own) }.joined(separator: ", "))
    ]
  }

  /// The variant that is measured; nil for images without a platform and without a record.
  private func variant(
    _ selection: SubjectSelection, _ platform: ResolvedPlatform?
  ) throws(DiagnosticError) -> Variant? {
    let images = Subject(selection.text, files: context.files).images
    let own = images.map {
      BuiltVariant(of: $0, context: Context(context.console, manifests: context.manifests))
    }
    guard let platform else { return own?.record?.variant }
    let completed = own?.completing(selection.platform) ?? selection.platform
    return try Workspace(completed, context).variant(of: platform)
  }

  /// The platform of the base, if both are of known platforms, and of different ones.
  private func otherPlatform(than measured: Measurement) -> String? {
    guard
      let catalogue = try? CatalogueLoader(files: context.files, environment: context.environment).load()
    else { return nil }
    func platform(_ measured: Measurement) -> String? {
      let found = measured.images.compactMap { image in
        PlatformSearch(ImageFacts(image.image, bytes: image.bytes), in: catalogue)
      }
      let sure = found.filter { $0.certainty >= .likely }
      return Set(sure.map(\.best.platform.name)).count == 1 ? sure.first?.best.platform.name : nil
    }
    guard let own = platform(measured), let other = platform(base), own != other else { return nil }
    return other
  }
}

extension Diagnostic {
  static func baseOtherTarget(_ base: String, target: String, trace: String) -> Diagnostic {
    Diagnostic(
      .baseOtherVariant, at: .file(base),
      "growth is not checked against this variant: the base was not built with -b \(target), an executable contains "
        + "'\(trace)'",
      fix: "name a base of the same build target, or say --no-strict to see what the difference costs")
  }
}
