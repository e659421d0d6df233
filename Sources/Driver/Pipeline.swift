import Compression
import Diagnostics
import FirmwareImage
import Host
import Inspection
import Manifests
import Packaging
import PlatformModel
import Sizes
import Vocabulary

/// A platform on its way from manifests to images: each pass takes what the one before made final.
struct Pipeline {
  let workspace: Workspace
  let packing: PackingSelection
  /// Modules that were compiled from their sources; else those of `packing` are taken.
  private var built: BuiltModules?
  private var files: any ManifestFiles
  private var builtLZMATool: String?
  let console: Console
  let environment: ProcessEnvironment
  var warnings: [Diagnostic] = []

  init(_ workspace: Workspace, packing: PackingSelection, console: Console, environment: ProcessEnvironment) {
    self.workspace = workspace
    self.packing = packing
    self.console = console
    self.environment = environment
    files = workspace.files
  }

  /// Takes the modules from a build of the sources, and its compressor where the user names none.
  mutating func useBuild(_ modules: BuiltModules, lzmaTool: String?, files: any ManifestFiles) {
    built = modules
    builtLZMATool = lzmaTool
    self.files = files
  }

  /// Manifests to a platform.
  mutating func resolve() throws(DiagnosticError) -> ResolvedPlatform {
    let (platform, warnings) = try workspace.resolve()
    self.warnings += warnings
    return platform
  }

  /// A platform and modules to images, none of which is written yet.
  mutating func pack(_ platform: ResolvedPlatform) async throws(DiagnosticError) -> ImagePlan {
    let modules = try moduleSource(for: platform)
    let encode = announced(LZMATool.encoder(try tool()))
    let context = PackingContext(
      modules: modules, encode: encode, compressions: try compressions(of: platform), files: files,
      roots: workspace.roots)
    let (plan, warnings) = try await ImagePacker.pack(platform, context: context)
    self.warnings += warnings
    return plan
  }

  /// Says so before it takes the time: seconds for the volumes of an OVMF.
  private func announced(_ encode: @escaping PayloadEncoder) -> PayloadEncoder {
    let console = console
    return { payload, guid async throws(SectionCodecError) in
      console.progress("compressing \(payload.count) bytes")
      return try await encode(payload, guid)
    }
  }

  /// The platform's own compressors; with --lzma-tool the tool does what they are to do.
  private func compressions(
    of platform: ResolvedPlatform
  ) throws(DiagnosticError) -> [VolumeName: VolumeCompression] {
    var compressions: [VolumeName: VolumeCompression] = [:]
    let tool = packing.lzmaTool == nil ? nil : try tool()
    for request in platform.compression {
      var encoders: [VolumeCompression.Encoder] = []
      for text in request.compressors {
        guard let compressor = Compressor(text) else {
          throw DiagnosticError(.compressorUnknown(text, at: .source(request.range)))
        }
        let codecs = SectionCodecs(settings: compressor.settings)
        encoders.append(
          VolumeCompression.Encoder(
            guid: compressor.guid,
            encode: announced { payload, guid async throws(SectionCodecError) in
              guard let tool else { return try codecs.encode(payload, for: guid) }
              return try await LZMATool.encoder(tool)(payload, guid)
            }))
      }
      compressions[VolumeName(request.volume)] = VolumeCompression(encoders, range: request.range)
    }
    return compressions
  }

  private func moduleSource(for platform: ResolvedPlatform) throws(DiagnosticError) -> any ModuleSource {
    if let built { return built }
    guard let prebuilt = packing.prebuilt else { throw DiagnosticError(.prebuiltMissing(platform)) }
    let modules = try ImageLoader(files: workspace.files).loadModules(prebuilt)
    console.progress("\(modules.count) modules in \(prebuilt)")
    return modules
  }

  /// Images to what is in them, read back from the very bytes that would be written.
  func measure(_ plan: ImagePlan, platform: ResolvedPlatform) async -> Measurement {
    let names = NameBook(platform)
    // Several devices may hold the same compressed volume, and each is opened anew: all at a time.
    let images = await withTaskGroup(of: (Int, Measurement.Image?).self) { group in
      for (index, device) in plan.devices.enumerated() {
        group.addTask { (index, Self.measure(device, names: names)) }
      }
      var images: [Int: Measurement.Image] = [:]
      for await (index, image) in group { images[index] = image }
      return plan.devices.indices.compactMap { images[$0] }
    }
    var measured = Measurement(images: images, names: names)
    if !plan.overflows.isEmpty { measured.add(plan, of: platform) }
    return measured
  }

  private static func measure(_ device: PackedDevice, names: NameBook) -> Measurement.Image? {
    let image = FlashImage.parse(device.bytes, path: device.name, decoder: SectionCodecs()).image
    // Not a flash image but the memory map of SEC and PEI: its volumes are measured where they are packed.
    if image.volumes.isEmpty && !device.description.isFlash { return nil }
    return Measurement.Image(
      map: FlashMap(measuring: image, of: device.description, names: names), image: image)
  }

  /// What was measured to a verdict; the diagnostics say what is too large.
  ///
  /// What modules cost is worked out only when a budget asks for it, or when one is broken.
  static func check(
    _ measured: Measurement, budgets: [Budget], past: SizePast = SizePast(),
    allowedGrowth: Budget.Amount? = nil
  ) async -> (check: BudgetCheck, verdict: [Diagnostic]) {
    var attributions = past.attributions
    if attributions.isEmpty, budgets.contains(where: { $0.measure == .flash }) {
      attributions = await measured.attributions()
    }
    let maps = measured.maps
    let check = BudgetCheck(
      maps, budgets: budgets, attributions: attributions, base: past.base, allowedGrowth: allowedGrowth)
    if check.isExceeded || !measured.overflows.isEmpty, attributions.isEmpty {
      attributions = await measured.attributions()
    }
    let verdict = BudgetVerdict(
      check: check, budgets: budgets, maps: maps, attributions: attributions,
      overflows: measured.overflows, growth: past.notes)
    return (check, verdict.diagnostics)
  }

  /// Images to files: all of them, or none. Gives their paths.
  @discardableResult
  func write(_ plan: ImagePlan, to folder: String) throws(DiagnosticError) -> [String] {
    var outputs = plan.devices.map { (path: "\(folder)/FV/\($0.name).fd", bytes: $0.bytes) }
    outputs += plan.volumes.map { (path: "\(folder)/FV/\($0.name).Fv", bytes: $0.bytes) }
    try workspace.files.replaceAll(outputs)
    return outputs.map(\.path)
  }

  private func tool() throws(DiagnosticError) -> LZMATool? {
    guard let path = packing.lzmaTool ?? builtLZMATool else { return nil }
    guard workspace.files.kind(of: path) == .file else { throw DiagnosticError(.lzmaToolMissing(path)) }
    return LZMATool(path: path, files: workspace.files, temporaryFolder: environment.temporaryFolder)
  }
}

extension FlashDevice {
  /// Whether the device has anything but volumes that its image would only repeat.
  var isFlash: Bool {
    regions.contains { region in
      if case .volumes = region.content { true } else { false }
    }
  }
}

extension Diagnostic {
  static func prebuiltMissing(_ platform: ResolvedPlatform) -> Diagnostic {
    Diagnostic(
      .modulesMissing, at: .commandLine, "nothing says where the modules of \(platform.name) come from",
      fix: "name an image or a folder that holds them with --prebuilt")
  }

  static func lzmaToolMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .lzmaToolMissing, at: .file(path), "there is no such program",
      fix: "name edk2's LzmaCompress with --lzma-tool, or leave the option out to compress with liblzma")
  }
}
