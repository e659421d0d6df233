import Diagnostics
import Host
import Inspection
import PlatformModel

/// Measures the subject of a command: images, or those of a platform, either built or packed from prebuilt
/// modules.
struct SubjectMeasuring: Sendable {
  let context: Context
  let selection: SubjectSelection
  let subject: Subject
  let packing: PackingSelection
  /// The folder of the platform's images, if it is not the default build folder.
  let output: String?
  /// Whether images that contain other files than the platform places are an error. For a command that only shows what
  /// is there, they are a warning.
  let isGate: Bool

  init(
    _ selection: SubjectSelection, packing: PackingSelection, output: String? = nil, isGate: Bool = false,
    context: Context
  ) {
    self.context = context
    self.selection = selection
    self.packing = packing
    self.output = output
    self.isGate = isGate
    subject = Subject(selection.text, files: context.files)
  }

  /// The measured images, and the platform with their budgets; nil for an image without a platform.
  ///
  /// Images of another variant than the one that the command line describes are an error, see `BuiltVariant`.
  func measure() async throws(DiagnosticError) -> (measured: Measurement, platform: ResolvedPlatform?) {
    // For an image without a platform the limits are its own sizes.
    if let images = subject.images, !selection.hasLender {
      guard selection.platform.budgets == nil else { throw DiagnosticError(.budgetsWithoutPlatform) }
      let measured = try measure(images, names: NameBook())
      try BuiltVariant(of: images, context: context).checkImages(measured.files)
      return (measured, nil)
    }
    if let images = subject.images {
      let built = BuiltVariant(of: images, context: context)
      let workspace = try Workspace(built.completing(selection.platform), context)
      let (platform, warnings) = try workspace.resolve()
      context.warn(warnings)
      let measured = try measure(images, names: NameBook(platform))
      try check(built, measured, platform, workspace)
      return (measured, platform)
    }
    let session = try BuildSession(selection.platform, packing: packing, output: output, context: context)
    let platform = try session.platform()
    if packing.prebuilt != nil { return (try await session.packPrebuilt(platform).measured(), platform) }
    return (try measureBuilt(platform, in: session.workspace), platform)
  }

  /// The images of an earlier build of the platform.
  func measureBuilt(_ platform: ResolvedPlatform, in workspace: Workspace) throws(DiagnosticError)
    -> Measurement
  {
    let folder = workspace.outputFolder(of: platform, output: output) + "/FV"
    guard context.files.kind(of: folder) == .folder else { throw DiagnosticError(.nothingBuilt(folder)) }
    let measured = try measure(folder, names: NameBook(platform))
    try check(BuiltVariant(of: folder, context: context), measured, platform, workspace)
    return measured
  }

  private func check(
    _ built: BuiltVariant, _ measured: Measurement, _ platform: ResolvedPlatform, _ workspace: Workspace
  ) throws(DiagnosticError) {
    let finding = try built.check(measured, against: try workspace.variant(of: platform), of: platform)
    guard let finding else { return }
    if isGate { throw DiagnosticError(finding) }
    context.warn([finding.asWarning])
  }

  /// Measures the images at `path`. Their problems become warnings of the command.
  private func measure(_ path: String, names: NameBook) throws(DiagnosticError) -> Measurement {
    let measured = try Measurement(of: path, names: names, files: context.files)
    context.warn(measured.problems)
    return measured
  }

  /// The link maps of a build folder, or of a platform that has been built; nil if there are none.
  func symbols(_ platform: ResolvedPlatform?) async throws(DiagnosticError) -> BuildSymbols? {
    guard packing.prebuilt == nil else { return nil }
    var folder = selection.text
    if let platform, subject.isPlatform {
      folder = try Workspace(selection.platform, context).outputFolder(of: platform, output: output)
    }
    let symbols = await BuildSymbols(folder, files: context.files)
    return symbols.count > 0 ? symbols : nil
  }
}

extension Measurement {
  /// The files that the images were read from.
  var files: [VariantRecord.Image] { images.compactMap(\.file) }

  /// The images at `path`, a file or a folder.
  init(of path: String, names: NameBook, files: FileSystem) throws(DiagnosticError) {
    let loader = ImageLoader(files: files)
    self.init(images: [], names: names)
    for path in try loader.imagePaths(path) {
      let loaded = try loader.read(path)
      problems += loaded.problems
      let map = FlashMap(measuring: loaded.image, name: Self.deviceName(path), names: names)
      images.append(Image(map: map, image: loaded.image, file: loaded.file, bytes: loaded.bytes))
    }
  }

  /// `OVMF_CODE` for `…/OVMF_CODE.fd`.
  static func deviceName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lowercased().hasSuffix(".fd") ? String(file.dropLast(3)) : file
  }
}

extension Diagnostic {
  static func nothingBuilt(_ folder: String) -> Diagnostic {
    Diagnostic(
      .nothingBuilt, at: .file(folder), "expected the images of a build in this folder, found none",
      fix: "run 'kiln build' with the same options first, or give --prebuilt an image")
  }

  static let budgetsWithoutPlatform = Diagnostic(
    .budgetsWithoutPlatform, at: .commandLine,
    "--budgets requires a platform, whose volumes and modules its lines name; found an image alone",
    fix: "name the platform with -p")
}
