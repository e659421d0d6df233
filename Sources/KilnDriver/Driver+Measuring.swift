import Analysis
import Diagnostics
import PlatformModel
import Reports

extension Driver {
  /// `kiln check`: exceeded budgets end with 2, whether a platform or an image exceeds them.
  package func check(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, output: String?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let measured = try await measure(subject, platform: platform, packing: packing, output: output)
      console.report(measured.warnings)
      let report = BudgetReport(measured.check)
      console.print(json ? report.json : report.text)
      console.report(measured.exceeded)
      return ExitStatus(measured.warnings + measured.exceeded)
    }
  }

  /// `kiln layout`.
  package func layout(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, listsFiles: Bool, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let maps: [FlashMap]
      var contents: [VolumeContents] = []
      if isImage(subject) {
        let (images, problems) = try load(subject, names: NameBook())
        console.report(problems)
        maps = images
      } else {
        var pipeline = try self.pipeline(platform, packing: packing)
        let resolved = try pipeline.resolve()
        if packing.prebuilt == nil {
          maps = (resolved.flash?.devices ?? []).map(FlashMap.init(planned:))
          let names = NameBook(resolved)
          contents = (resolved.flash?.volumes ?? []).map { VolumeContents($0, names: names) }
        } else {
          maps = await pipeline.measure(try await pipeline.pack(resolved), platform: resolved)
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
  func load(_ path: String, names: NameBook) throws(DiagnosticError) -> (
    maps: [FlashMap], problems: [Diagnostic]
  ) {
    let loader = ImageLoader(files: files)
    var maps: [FlashMap] = []
    var problems: [Diagnostic] = []
    for image in try loader.imagePaths(path) {
      let (parsed, found) = try loader.load(image)
      problems += found
      maps.append(FlashMap(measuring: parsed, name: deviceName(image), names: names))
    }
    return (maps, problems)
  }

  /// `OVMF_CODE` for `…/OVMF_CODE.fd`.
  func deviceName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lowercased().hasSuffix(".fd") ? String(file.dropLast(3)) : file
  }

  private struct Measured {
    var check: BudgetCheck
    var exceeded: [Diagnostic]
    var warnings: [Diagnostic]
  }

  private func measure(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, output: String?
  ) async throws(DiagnosticError) -> Measured {
    // An image by itself, its own room the limit, unless a platform lends its budgets with -p.
    if isImage(subject), platform.platform == subject {
      let (maps, problems) = try load(subject, names: NameBook())
      return Measured(check: BudgetCheck(maps, budgets: []), exceeded: [], warnings: problems)
    }
    var pipeline = try self.pipeline(platform, packing: packing)
    let resolved = try pipeline.resolve()
    let maps: [FlashMap]
    var problems: [Diagnostic] = []
    if isImage(subject) {
      (maps, problems) = try load(subject, names: NameBook(resolved))
    } else if packing.prebuilt != nil {
      maps = await pipeline.measure(try await pipeline.pack(resolved), platform: resolved)
    } else {
      let folder = pipeline.workspace.outputFolder(of: resolved, output: output) + "/FV"
      guard files.kind(of: folder) == .folder else { throw DiagnosticError(.nothingBuilt(folder)) }
      (maps, problems) = try load(folder, names: NameBook(resolved))
    }
    let (check, exceeded) = pipeline.check(maps, platform: resolved)
    return Measured(check: check, exceeded: exceeded, warnings: pipeline.warnings + problems)
  }
}

extension Diagnostic {
  static func nothingBuilt(_ folder: String) -> Diagnostic {
    Diagnostic(
      "nothing-built", at: .file(folder), "the platform has not been built here",
      fix: "run 'kiln build' first, or measure it with --prebuilt")
  }
}
