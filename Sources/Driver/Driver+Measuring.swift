package import Diagnostics
import Host
import Inspection
import PlatformModel

extension Driver {
  /// `kiln check`: exceeded budgets end with 2, whether a platform or an image exceeds them.
  package func check(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, output: String?,
    history: HistorySelection, maximumGrowth: String?, reports: CheckOutput
  ) async -> ExitStatus {
    do throws(DiagnosticError) {
      let allowedGrowth = try maximumGrowth.map(Self.growth)
      let (measured, resolved) = try await measure(
        subject, platform: platform, packing: packing, output: output)
      console.report(measured.problems)
      let past = try await follow(measured, of: subject, resolved, history, platform: platform)
      let (check, verdict) = await Pipeline.check(
        measured, budgets: resolved?.budgets ?? [], past: past, allowedGrowth: allowedGrowth)
      return deliver(
        check, warnings: measured.problems, errors: past.problems + verdict, growth: past.growth, of: subject,
        platform: platform, to: reports)
    } catch {
      return deliver(
        nil, warnings: [], errors: error.diagnostics, of: subject, platform: platform, to: reports)
    }
  }

  /// `4096`, `0x1000` or `1.5%`.
  private static func growth(_ text: String) throws(DiagnosticError) -> Budget.Amount {
    guard let amount = Budget.Amount(text) else { throw DiagnosticError(.growthMalformed(text)) }
    return amount
  }

  /// `kiln layout`.
  package func layout(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, listsFiles: Bool, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let maps: [FlashMap]
      var contents: [VolumeContents] = []
      if isImage(subject) {
        let measured = try load(subject, names: NameBook())
        console.report(measured.problems)
        maps = measured.maps
      } else {
        var pipeline = try self.pipeline(platform, packing: packing)
        let resolved = try pipeline.resolve()
        if packing.prebuilt == nil {
          maps = (resolved.flash?.devices ?? []).map(FlashMap.init(planned:))
          let names = NameBook(resolved)
          contents = (resolved.flash?.volumes ?? []).map { VolumeContents($0, names: names) }
        } else {
          maps = await pipeline.measure(try await pipeline.pack(resolved), platform: resolved).maps
        }
        console.report(pipeline.warnings)
      }
      let report = FlashMapReport(maps, contents: contents, listsFiles: listsFiles)
      console.print(json ? report.json : report.text)
      return .fine
    }
  }

  /// Whether the argument names a file or a folder of images rather than a platform.
  func isImage(_ subject: String) -> Bool {
    if subject.lowercased().hasSuffix(".dsc") { return false }
    switch files.kind(of: subject) {
    case .file, .other: return true
    case .folder: return ((try? ImageLoader(files: files).imagePaths(subject)) ?? []).isEmpty == false
    case nil: return subject.contains("/") || subject.lowercased().hasSuffix(".fd")
    }
  }

  /// The images at `path`, measured.
  func load(_ path: String, names: NameBook) throws(DiagnosticError) -> Measurement {
    let loader = ImageLoader(files: files)
    var measured = Measurement(images: [], names: names)
    for path in try loader.imagePaths(path) {
      let (image, problems) = try loader.load(path)
      measured.problems += problems
      measured.images.append(
        Measurement.Image(
          map: FlashMap(measuring: image, name: deviceName(path), names: names), image: image))
    }
    return measured
  }

  /// `OVMF_CODE` for `…/OVMF_CODE.fd`.
  func deviceName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lowercased().hasSuffix(".fd") ? String(file.dropLast(3)) : file
  }

  /// What `kiln check` is about, and the platform whose budgets it is held to; none of an image by itself.
  func measure(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, output: String?
  ) async throws(DiagnosticError) -> (measured: Measurement, platform: ResolvedPlatform?) {
    // An image by itself, its own room the limit, unless a platform lends its budgets with -p.
    if isImage(subject), platform.platform == subject {
      guard platform.budgets == nil else { throw DiagnosticError(.budgetsWithoutPlatform) }
      return (try load(subject, names: NameBook()), nil)
    }
    var pipeline = try self.pipeline(platform, packing: packing)
    let resolved = try pipeline.resolve()
    var measured: Measurement
    if isImage(subject) {
      measured = try load(subject, names: NameBook(resolved))
    } else if packing.prebuilt != nil {
      measured = await pipeline.measure(try await pipeline.pack(resolved), platform: resolved)
    } else {
      let folder = pipeline.workspace.outputFolder(of: resolved, output: output) + "/FV"
      guard files.kind(of: folder) == .folder else { throw DiagnosticError(.nothingBuilt(folder)) }
      measured = try load(folder, names: NameBook(resolved))
    }
    measured.problems = pipeline.warnings + measured.problems
    return (measured, resolved)
  }
}

extension Diagnostic {
  static func nothingBuilt(_ folder: String) -> Diagnostic {
    Diagnostic(
      .nothingBuilt, at: .file(folder), "the platform has not been built here",
      fix: "run 'kiln build' first, or measure it with --prebuilt")
  }

  static let budgetsWithoutPlatform = Diagnostic(
    .budgetsWithoutPlatform, at: .commandLine,
    "budgets are about a platform's volumes and modules, and nothing says which platform the image is of",
    fix: "name the platform with -p")

  static func growthMalformed(_ text: String) -> Diagnostic {
    Diagnostic(
      .growthMalformed, at: .commandLine, "'\(text)' is no growth",
      fix: "write bytes or a share, such as 4096, 0x1000 or 1.5%")
  }
}
