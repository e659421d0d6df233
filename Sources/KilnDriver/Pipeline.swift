import Analysis
import Compression
import Diagnostics
import FirmwareImage
import Manifests
import Packaging
import PlatformModel

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
    let encode = LZMATool.encoder(try tool())
    let console = console
    let context = PackingContext(
      modules: modules,
      encode: { payload, guid async throws(SectionCodecError) in
        // What takes the time: seconds for the volumes of an OVMF.
        console.progress("compressing \(payload.count) bytes")
        return try await encode(payload, guid)
      },
      files: files, roots: workspace.roots)
    let (plan, warnings) = try await ImagePacker.pack(platform, context: context)
    self.warnings += warnings
    return plan
  }

  private func moduleSource(for platform: ResolvedPlatform) throws(DiagnosticError) -> any ModuleSource {
    if let built { return built }
    guard let prebuilt = packing.prebuilt else { throw DiagnosticError(.prebuiltMissing(platform)) }
    let modules = try ImageLoader(files: workspace.files).loadModules(prebuilt)
    console.progress("\(modules.count) modules in \(prebuilt)")
    return modules
  }

  /// Images to what is in them, read back from the very bytes that would be written.
  func measure(_ plan: ImagePlan, platform: ResolvedPlatform) async -> [FlashMap] {
    await open(plan, platform: platform).map(\.map)
  }

  /// The same, with the images.
  func open(_ plan: ImagePlan, platform: ResolvedPlatform) async -> [MeasuredImage] {
    let names = NameBook(platform)
    // Several devices may hold the same compressed volume, and each is opened anew: all at a time.
    return await withTaskGroup(of: (Int, MeasuredImage?).self) { group in
      for (index, device) in plan.devices.enumerated() {
        group.addTask { (index, Self.open(device, names: names)) }
      }
      var images: [Int: MeasuredImage] = [:]
      for await (index, image) in group { images[index] = image }
      return plan.devices.indices.compactMap { images[$0] }
    }
  }

  private static func open(_ device: PackedDevice, names: NameBook) -> MeasuredImage? {
    let parsed = FlashImage.parse(device.bytes, path: device.name, decoder: SectionCodecs())
    // Not a flash image but the memory map of SEC and PEI: its volumes are measured where they are packed.
    if parsed.image.volumes.isEmpty && !device.description.isFlash { return nil }
    return MeasuredImage(
      image: parsed.image, map: FlashMap(measuring: parsed.image, of: device.description, names: names))
  }

  /// What was measured to a verdict; the diagnostics say what is too large.
  func check(_ maps: [FlashMap], platform: ResolvedPlatform) -> (check: BudgetCheck, exceeded: [Diagnostic]) {
    let check = BudgetCheck(maps, budgets: platform.budgets)
    let exceeded = check.rows.filter(\.isExceeded).map { row in
      let budget = platform.budgets.last { $0.subject.lowercased() == row.subject.lowercased() }
      let volume = maps.flatMap(\.volumes).first { $0.name == row.subject }
      return Diagnostic.budgetExceeded(row, budget: budget, volume: volume)
    }
    return (check, exceeded)
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
      "modules-missing", at: .commandLine, "nothing says where the modules of \(platform.name) come from",
      fix: "name an image or a folder that holds them with --prebuilt")
  }

  static func lzmaToolMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      "lzma-tool-missing", at: .file(path), "there is no such program",
      fix: "name edk2's LzmaCompress with --lzma-tool, or leave the option out to compress with liblzma")
  }

  /// How many of a volume's files a diagnostic names.
  private static let contributors = 10

  static func budgetExceeded(_ row: BudgetCheck.Row, budget: Budget?, volume: VolumeUsage?) -> Diagnostic {
    let volumes = volume?.withInner ?? []
    let files = (volumes.count > 1 ? Array(volumes.dropFirst()) : volumes).flatMap(\.files).sorted {
      ($1.size, $0.name) < ($0.size, $1.name)
    }
    return Diagnostic(
      "budget-exceeded", at: budget.map { .source($0.range) } ?? .commandLine,
      "\(row.subject) needs \(row.used) bytes and may have \(row.limit): \(row.used - row.limit) too many",
      notes: files.prefix(contributors).map { Note("\($0.size) bytes: \($0.name)") },
      fix: "drop a module, switch a feature off, or raise the budget")
  }
}
