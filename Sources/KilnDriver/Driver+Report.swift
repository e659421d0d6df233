import Analysis
import Compression
import Diagnostics
import FirmwareImage
import PlatformModel
import Reports

extension Driver {
  /// `kiln report`: budgets are shown, and decide nothing.
  package func report(
    _ subject: String, platform: PlatformSelection, folder: String?, output: String
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let program = try PageProgram(files: files, environment: environment)
      let template = try pageTemplate()
      let found = try reported(subject, platform: platform, folder: folder)
      let (images, problems) = try pageImages(found.path, names: found.names)
      console.report(found.warnings + problems)
      let maps = images.map(\.map)
      let page = PageReport(
        title: found.title, version: kilnVersion, maps: maps, trees: Self.trees(images),
        check: BudgetCheck(maps, budgets: found.budgets))
      try files.replace(output, with: try await program.page(page.request(template: template)))
      console.progress("wrote \(output)")
      return .fine
    }
  }

  /// What a page is about, and what a platform adds to it.
  private struct Reported {
    var path: String
    var title: String
    var names = NameBook()
    var budgets: [Budget] = []
    var warnings: [Diagnostic] = []
  }

  private func reported(
    _ subject: String, platform: PlatformSelection, folder: String?
  ) throws(DiagnosticError) -> Reported {
    let images = imageFolder(subject)
    let title = subject.split(separator: "/").last.map(String.init) ?? subject
    if isImage(images), platform.platform == subject { return Reported(path: images, title: title) }
    let workspace = try Workspace(platform, files: files, environment: environment)
    let (resolved, warnings) = try workspace.resolve()
    var reported = Reported(
      path: images, title: title, names: NameBook(resolved), budgets: resolved.budgets, warnings: warnings)
    if !isImage(images) {
      reported.path = imageFolder(workspace.outputFolder(of: resolved, output: folder))
      reported.title = resolved.name
      guard files.kind(of: reported.path) == .folder else {
        throw DiagnosticError(.nothingBuilt(reported.path))
      }
    }
    return reported
  }

  private struct PageImage {
    var map: FlashMap
    var tree: SizeTree
  }

  /// The images at `path`, measured and with what their files cost.
  private func pageImages(
    _ path: String, names: NameBook
  ) throws(DiagnosticError) -> (images: [PageImage], problems: [Diagnostic]) {
    let loader = ImageLoader(files: files)
    var images: [PageImage] = []
    var problems: [Diagnostic] = []
    for file in try loader.imagePaths(path) {
      let (parsed, found) = try loader.load(file)
      problems += found
      let map = FlashMap(measuring: parsed, name: deviceName(file), names: names)
      let attribution = SizeAttribution(parsed, names: names, ledgers: LZMALedgers())
      images.append(PageImage(map: map, tree: SizeTree(attribution, name: map.name)))
    }
    return (images, problems)
  }

  /// The trees that differ. A device with the volumes of another costs the same, and a memory map of volumes that
  /// stand compressed in another costs no flash.
  private static func trees(_ images: [PageImage]) -> [SizeTree] {
    var trees: [SizeTree] = []
    let maps = images.map(\.map)
    for image in images where !image.tree.children.isEmpty && !maps.showUnpacked(image.map) {
      if let place = trees.firstIndex(where: { $0.children == image.tree.children }) {
        trees[place].name += ", \(image.map.name)"
      } else {
        trees.append(image.tree)
      }
    }
    return trees
  }

  private func pageTemplate() throws(DiagnosticError) -> String {
    let name = "Templates/report.html.mustache"
    guard let home = Workspace.homes(holding: name, .file, files, environment: environment).first else {
      throw DiagnosticError(.pageTemplateMissing(name, program: environment.programPath))
    }
    return String(decoding: try files.contents(of: "\(home)/\(name)"), as: UTF8.self)
  }
}

extension Diagnostic {
  static func pageTemplateMissing(_ name: String, program: String) -> Diagnostic {
    Diagnostic(
      "page-template-missing", at: .file(name), "there is no such template",
      notes: [Note("looked in the working folder, in the folders above \(program), and in their share/kiln")],
      fix: "put kiln's Templates beside its Platforms, as they are in a checkout")
  }
}
